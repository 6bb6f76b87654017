package org.twofold.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.SessionEnd;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens a session by its token: complete, not idle, not too old, not ended by a change (E2, C6).
 */
@Component
public class SessionAuthenticator {

  /** How exactly the last use is noted. */
  private static final Duration NOTED = Duration.ofMinutes(1);

  private final Logins logins;
  private final Accounts accounts;
  private final TokenHash hashes;
  private final LoginEvents events;
  private final LoginSettings settings;
  private final Clock clock;

  SessionAuthenticator(
      Logins logins,
      Accounts accounts,
      TokenHash hashes,
      LoginEvents events,
      LoginSettings settings,
      Clock clock) {
    this.logins = logins;
    this.accounts = accounts;
    this.hashes = hashes;
    this.events = events;
    this.settings = settings;
    this.clock = clock;
  }

  /** The session of a token; empty where it opens none. */
  public Mono<Session> authenticate(@Nullable String text) {
    Optional<Token> token = Optional.ofNullable(text).flatMap(Token::parse);
    return Mono.justOrEmpty(token)
        .flatMap(given -> logins.find(given.loginId()).filter(login -> opens(given, login)))
        .filterWhen(this::isNotReplaced)
        .flatMap(this::withAccount);
  }

  /** Logs out: the session ends, its token opens nothing more. */
  public Mono<Boolean> logOut(Session session) {
    return logins.end(
        session.id(), events.ended(session.id(), session.account().id(), SessionEnd.LOGGED_OUT));
  }

  private boolean opens(Token token, Login login) {
    Instant now = clock.instant();
    return login.status() == Login.Status.COMPLETE
        && login.tokenHash() instanceof String hash
        && hashes.matches(token, hash)
        && now.isBefore(login.expiresAt())
        && login.lastSeenAt() instanceof Instant seen
        && now.isBefore(seen.plus(settings.sessionIdle()));
  }

  /** One of its re-authentications that is no more pending took its place. */
  private Mono<Boolean> isNotReplaced(Login login) {
    return Flux.fromIterable(login.successors())
        .concatMap(logins::find)
        .all(successor -> successor.status() == Login.Status.PENDING);
  }

  private Mono<Session> withAccount(Login login) {
    return Mono.justOrEmpty(login.userId())
        .flatMap(accounts::find)
        .filter(account -> account.admits(login.id(), login.sessionEpoch()))
        .flatMap(
            account ->
                Mono.justOrEmpty(session(login, account))
                    .flatMap(session -> seen(login).thenReturn(session)));
  }

  private Optional<Session> session(Login login, Account account) {
    return login.aal() instanceof AssuranceLevel aal
            && login.authenticatedAt() instanceof Instant authenticatedAt
        ? Optional.of(
            new Session(
                login.id(),
                account,
                aal,
                login.amr(),
                authenticatedAt,
                login.expiresAt(),
                clock.instant().isBefore(authenticatedAt.plus(settings.freshness())),
                login.device(),
                login.whereabouts()))
        : Optional.empty();
  }

  private Mono<Boolean> seen(Login login) {
    Instant seen = login.lastSeenAt();
    return seen == null || clock.instant().isBefore(seen.plus(NOTED))
        ? Mono.just(false)
        : logins.seen(login.id(), seen);
  }
}
