package org.twofold.gateway.login;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.SessionEnd;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.place.Place;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The signed-in devices of an account, and signing them out. */
@Component
public class Sessions {

  private final Logins logins;
  private final Accounts accounts;
  private final LoginEvents events;
  private final LoginSettings settings;
  private final Clock clock;

  Sessions(
      Logins logins, Accounts accounts, LoginEvents events, LoginSettings settings, Clock clock) {
    this.logins = logins;
    this.accounts = accounts;
    this.events = events;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A session that stands.
   *
   * @param current whether it is the one that asks
   * @param device browser and system; null where not known
   * @param place where it began; null where not known
   */
  public record SignedIn(
      String id,
      boolean current,
      @Nullable String device,
      @Nullable Place place,
      Instant authenticatedAt,
      Instant lastSeenAt) {}

  /** Those that stand, the one that asks first, then the last used first. */
  public Mono<List<SignedIn>> of(Session session) {
    return standing(session.account())
        .map(login -> signedIn(login, session))
        .collectSortedList(
            Comparator.comparing(SignedIn::current).thenComparing(SignedIn::lastSeenAt).reversed());
  }

  /**
   * Signs one out.
   *
   * @return false where the account has no such session
   */
  public Mono<Boolean> end(Session session, String id) {
    return logins
        .find(id)
        .filter(login -> session.account().id().equals(login.userId()))
        .filter(login -> stands(login, session.account()))
        .flatMap(login -> end(session.account(), login.id()))
        .defaultIfEmpty(false);
  }

  /** Signs all others out, at once and on every gateway; then each is said to have ended. */
  public Mono<Void> endOthers(Session session) {
    Account account = session.account();
    return standing(account)
        .map(Login::id)
        .filter(id -> !id.equals(session.id()))
        .collectList()
        .flatMap(
            others ->
                accounts
                    .change(
                        account.id(),
                        now ->
                            Optional.of(
                                new Accounts.Change(
                                    now.edit().endSessions(session.id()).done(), List.of())))
                    .thenMany(Flux.fromIterable(others))
                    .concatMap(id -> end(account, id))
                    .then());
  }

  /** How many stand. */
  public Mono<Long> count(Account account) {
    return standing(account).count();
  }

  /** When the last of those that are still known began; empty where none is. */
  public Mono<Instant> lastLogin(Account account) {
    return logins.sessions(account.id()).mapNotNull(Login::authenticatedAt).reduce(Sessions::later);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private Mono<Boolean> end(Account account, String id) {
    return logins.end(id, events.ended(id, account.id(), SessionEnd.ENDED_ELSEWHERE));
  }

  private Flux<Login> standing(Account account) {
    return logins.sessions(account.id()).filter(login -> stands(login, account));
  }

  private boolean stands(Login login, Account account) {
    Instant now = clock.instant();
    return login.status() == Login.Status.COMPLETE
        && now.isBefore(login.expiresAt())
        && login.lastSeenAt() instanceof Instant seen
        && now.isBefore(seen.plus(settings.sessionIdle()))
        && account.admits(login.id(), login.sessionEpoch());
  }

  private static SignedIn signedIn(Login login, Session asking) {
    Instant began = login.authenticatedAt() == null ? login.startedAt() : login.authenticatedAt();
    return new SignedIn(
        login.id(),
        login.id().equals(asking.id()),
        login.device(),
        login.place(),
        began,
        login.lastSeenAt() == null ? began : login.lastSeenAt());
  }
}
