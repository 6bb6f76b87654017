package org.twofold.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.events.FactorChange;
import org.twofold.events.Method;
import org.twofold.events.SessionEnd;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AccountEvents;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.BackupCodes;
import org.twofold.gateway.account.Cause;
import org.twofold.gateway.account.Contacts;
import reactor.core.publisher.Mono;

/** What a completed login leaves in the account, and what it ends. */
@Component
class Remembrance {

  /** How exactly the last login of a device is noted. */
  private static final Duration NOTED = Duration.ofDays(1);

  private final Accounts accounts;
  private final AccountEvents accountEvents;
  private final Logins logins;
  private final LoginEvents events;
  private final Clock clock;

  Remembrance(
      Accounts accounts,
      AccountEvents accountEvents,
      Logins logins,
      LoginEvents events,
      Clock clock) {
    this.accounts = accounts;
    this.accountEvents = accountEvents;
    this.logins = logins;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Before it is complete: a backup code that is spent is counted and told, whatever happens next.
   * The same code tried again by the same login counts once.
   */
  Mono<Boolean> before(Account account, Login login, Proof proof) {
    Integer slot = proof.slot();
    return slot == null
        ? Mono.just(false)
        : accounts.change(account.id(), now -> spend(now, login, slot)).map(Accounts.Changed::done);
  }

  private Optional<Accounts.Change> spend(Account account, Login login, int slot) {
    BackupCodes codes = account.backupCodes();
    if (codes == null || codes.used().contains(slot)) {
      return Optional.empty();
    }
    List<Integer> used = new ArrayList<>(codes.used());
    used.add(slot);
    BackupCodes left = new BackupCodes(codes.setId(), codes.issuedAt(), used);
    return Optional.of(
        new Accounts.Change(
            account.edit().backupCodes(left).done(),
            List.of(
                accountEvents.changed(
                    account,
                    new Cause(login.id(), login.device(), login.whereabouts()),
                    Method.BACKUP_CODE,
                    left.setId(),
                    FactorChange.BACKUP_CODE_USED,
                    left.remaining(),
                    Contacts.Contact.NONE))));
  }

  /** After it: conveniences. That one could not be noted takes no login with it. */
  Mono<Boolean> after(Account account, Login login, Proof proof) {
    return Mono.when(
            method(account, proof),
            emailWakes(account, proof),
            used(account, proof),
            device(account, login),
            accounts.reindex(account),
            replaced(account, login))
        .thenReturn(true)
        .onErrorReturn(false);
  }

  private Mono<Boolean> method(Account account, Proof proof) {
    Method method = proof.method();
    return method == null || method == Method.BACKUP_CODE
        ? Mono.just(false)
        : accounts.remember(account.id(), method);
  }

  /** Somebody who proved another method is more than a reader of the mailbox (D1). */
  private Mono<Boolean> emailWakes(Account account, Proof proof) {
    boolean isAnother = proof.method() == Method.SMS || proof.method() == Method.TOTP;
    return isAnother && account.recovery().emailRests()
        ? accounts.wakeEmail(account)
        : Mono.just(false);
  }

  private Mono<Boolean> device(Account account, Login login) {
    boolean isNoted =
        account
            .lastSeen(login.device())
            .filter(seen -> seen.plus(NOTED).isAfter(clock.instant()))
            .isPresent();
    return isNoted ? Mono.just(false) : accounts.seen(account.id(), login.device());
  }

  private Mono<Boolean> used(Account account, Proof proof) {
    return proof.factorId() instanceof String totpId
        ? accounts.used(account.id(), totpId)
        : Mono.just(false);
  }

  /** The session that was proven again is over already; this says so. */
  private Mono<Boolean> replaced(Account account, Login login) {
    return login.replaces() instanceof String session
        ? logins.end(session, events.ended(session, account.id(), SessionEnd.REPLACED))
        : Mono.just(false);
  }
}
