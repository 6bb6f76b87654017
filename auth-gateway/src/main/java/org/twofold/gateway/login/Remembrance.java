package org.twofold.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.events.FactorChange;
import org.twofold.events.FactorChanged;
import org.twofold.events.Method;
import org.twofold.events.SessionEnd;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.BackupCodes;
import org.twofold.gateway.account.Contacts;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;
import reactor.core.publisher.Mono;

/** What a completed login leaves in the account, and what it ends. */
@Component
class Remembrance {

  private static final Duration NOTICE_LIFE = Duration.ofHours(24);

  private final Accounts accounts;
  private final Contacts contacts;
  private final Logins logins;
  private final LoginEvents events;
  private final Clock clock;

  Remembrance(
      Accounts accounts, Contacts contacts, Logins logins, LoginEvents events, Clock clock) {
    this.accounts = accounts;
    this.contacts = contacts;
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
            List.of(Outgoing.of(spent(account, login, left)))));
  }

  private FactorChanged spent(Account account, Login login, BackupCodes left) {
    String eventId = EventIds.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return FactorChanged.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(now)
        .setUserId(account.id())
        .setCorrelationId(login.id())
        .setAggregateId(account.id())
        .setSequence(0)
        .setMethod(Method.BACKUP_CODE)
        .setFactorId(left.setId())
        .setChange(FactorChange.BACKUP_CODE_USED)
        .setRemaining(left.remaining())
        .setRecipients(contacts.recipients(account, eventId))
        .setNotAfter(now.plus(NOTICE_LIFE))
        .build();
  }

  /** After it: conveniences. That one could not be noted takes no login with it. */
  Mono<Boolean> after(Account account, Login login, Proof proof) {
    return Mono.when(method(account, proof), used(account, proof), replaced(account, login))
        .thenReturn(true)
        .onErrorReturn(false);
  }

  private Mono<Boolean> method(Account account, Proof proof) {
    Method method = proof.method();
    return method == null || method == Method.BACKUP_CODE
        ? Mono.just(false)
        : accounts.remember(account.id(), method);
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
