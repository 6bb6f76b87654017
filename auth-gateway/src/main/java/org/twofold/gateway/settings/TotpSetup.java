package org.twofold.gateway.settings;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.FactorChange;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AccountEvents;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.Authenticator;
import org.twofold.gateway.account.Cause;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.login.Session;
import org.twofold.gateway.mfa.Enrolments;
import org.twofold.gateway.mfa.Verification;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/**
 * The Google Authenticators of an account. One that is set up counts from its first right code on;
 * one that is replaced counts until then, and no more.
 */
@Component
public class TotpSetup {

  /** As many as are compared for one code (B4). */
  static final int MOST = 20;

  private static final Duration KEPT = Duration.ofHours(24);

  private final Accounts accounts;
  private final Enrolments enrolments;
  private final OutboxCollection<PendingTotp> pending;
  private final AccountEvents events;
  private final Clock clock;

  TotpSetup(
      Accounts accounts,
      Enrolments enrolments,
      OutboxCollections collections,
      AccountEvents events,
      Clock clock) {
    this.accounts = accounts;
    this.enrolments = enrolments;
    this.pending = collections.of("pending-totp", PendingTotp.class);
    this.events = events;
    this.clock = clock;
  }

  /** What became of the wish for an authenticator. */
  public sealed interface Begun {

    /** Its secret, shown this once. */
    record Shown(String totpId, Enrolments.Secret secret) implements Begun {}

    /** The one that it is to replace is none of the account's. */
    record NothingToReplace() implements Begun {}

    /** There are as many as there can be; one must be replaced. */
    record TooMany() implements Begun {}
  }

  /** Begins one. */
  public Mono<Begun> begin(FreshSession fresh, String name, @Nullable String replaces) {
    Account account = fresh.account();
    if (replaces != null && find(account, replaces).isEmpty()) {
      return Mono.just(new Begun.NothingToReplace());
    }
    if (replaces == null && account.authenticators().size() >= MOST) {
      return Mono.just(new Begun.TooMany());
    }
    String totpId = EventIds.next();
    return enrolments
        .begin(account.id(), totpId)
        .flatMap(
            secret ->
                pending
                    .insert(
                        new PendingTotp(totpId, account.id(), name, replaces, secret.expiresAt()),
                        secret.expiresAt().plus(KEPT))
                    .thenReturn(new Begun.Shown(totpId, secret)));
  }

  /** Checks its first code; it stands from then on. */
  public Mono<SetupProven> verify(Session session, String totpId, String code) {
    return pending
        .find(totpId)
        .filter(setup -> setup.userId().equals(session.account().id()))
        .flatMap(
            setup ->
                clock.instant().isBefore(setup.expiresAt())
                    ? check(session, setup, code)
                    : Mono.just(new SetupProven.Refused(new Verification.Expired())))
        .defaultIfEmpty(new SetupProven.Unknown());
  }

  private Mono<SetupProven> check(Session session, PendingTotp setup, String code) {
    if (isFull(session.account(), setup)) {
      return Mono.just(new SetupProven.TooMany());
    }
    return enrolments
        .confirm(setup.userId(), setup.id(), code)
        .flatMap(
            verification ->
                verification instanceof Verification.Accepted
                    ? accounts
                        .changeUnlessStopped(
                            setup.userId(), account -> put(account, session, setup))
                        .map(changed -> proven(changed.account(), setup))
                    : Mono.just(new SetupProven.Refused(verification)));
  }

  /** Whether it is one too many, for it takes nobody's place. */
  private static boolean isFull(Account account, PendingTotp setup) {
    boolean isThere = find(account, setup.id()).isPresent();
    boolean replaces =
        setup.replaces() instanceof String former && find(account, former).isPresent();
    return !isThere && !replaces && account.authenticators().size() >= MOST;
  }

  private static SetupProven proven(Account account, PendingTotp setup) {
    return find(account, setup.id()).isPresent()
        ? new SetupProven.Saved(account)
        : new SetupProven.TooMany();
  }

  private Optional<Accounts.Change> put(Account account, Session session, PendingTotp setup) {
    if (find(account, setup.id()).isPresent()) {
      return Optional.empty();
    }
    if (isFull(account, setup)) {
      // others were first; the secret that was confirmed just now is to be destroyed
      return Optional.of(
          new Accounts.Change(
              account.edit().done(),
              List.of(
                  events.changedUntold(
                      account, setup.id(), Method.TOTP, setup.id(), FactorChange.REMOVED))));
    }
    List<Authenticator> next = new ArrayList<>(account.authenticators());
    boolean replaced = next.removeIf(one -> one.totpId().equals(setup.replaces()));
    next.add(new Authenticator(setup.id(), setup.name(), clock.instant()));
    List<Outgoing> told = new ArrayList<>();
    told.add(changed(account, session.cause(setup.id()), setup.id(), FactorChange.ENROLLED));
    if (replaced && setup.replaces() instanceof String former) {
      told.add(
          events.changedUntold(account, setup.id(), Method.TOTP, former, FactorChange.REPLACED));
    }
    return Optional.of(
        new Accounts.Change(
            account.edit().authenticators(next).endSessions(session.id()).done(), told));
  }

  /**
   * Removes one; the last one turns Google Authenticator off.
   *
   * @return empty where the account has no such authenticator
   */
  public Mono<Account> remove(FreshSession fresh, String totpId) {
    return accounts
        .changeUnlessStopped(
            fresh.account().id(),
            account ->
                find(account, totpId).map(one -> without(account, fresh.session(), one.totpId())))
        .filter(Accounts.Changed::done)
        .map(Accounts.Changed::account);
  }

  private Accounts.Change without(Account account, Session session, String totpId) {
    List<Authenticator> left =
        account.authenticators().stream().filter(one -> !one.totpId().equals(totpId)).toList();
    List<Outgoing> told = new ArrayList<>();
    told.add(changed(account, session.cause(), totpId, FactorChange.REMOVED));
    if (left.isEmpty() && account.totpEnabled()) {
      told.add(events.toggledUntold(account, session.id(), Method.TOTP, false));
    }
    return new Accounts.Change(
        account.edit().authenticators(left).endSessions(session.id()).done(), told);
  }

  private Outgoing changed(Account account, Cause cause, String totpId, FactorChange change) {
    return events.changed(account, cause, Method.TOTP, totpId, change, null, Contacts.Contact.NONE);
  }

  private static Optional<Authenticator> find(Account account, String totpId) {
    return account.authenticators().stream().filter(one -> one.totpId().equals(totpId)).findFirst();
  }
}
