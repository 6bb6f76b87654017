package org.twofold.gateway.settings;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.events.FactorChange;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AccountEvents;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.BackupCodes;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.login.Session;
import org.twofold.gateway.mfa.Enrolments;
import org.twofold.messaging.EventIds;
import reactor.core.publisher.Mono;

/** Issues backup codes: a new set, shown once; the former ones are void by the same update. */
@Component
public class BackupCodeSet {

  private final Accounts accounts;
  private final Enrolments enrolments;
  private final AccountEvents events;
  private final Clock clock;

  BackupCodeSet(Accounts accounts, Enrolments enrolments, AccountEvents events, Clock clock) {
    this.accounts = accounts;
    this.enrolments = enrolments;
    this.events = events;
    this.clock = clock;
  }

  /** The codes, each in four groups. */
  public Mono<List<String>> issue(FreshSession fresh) {
    String setId = EventIds.next();
    return enrolments
        .backupCodes(fresh.account().id(), setId)
        .flatMap(
            codes ->
                accounts
                    .changeUnlessStopped(
                        fresh.account().id(),
                        account -> Optional.of(change(account, fresh.session(), setId)))
                    .thenReturn(codes.stream().map(BackupCodeSet::grouped).toList()));
  }

  private Accounts.Change change(Account account, Session session, String setId) {
    return new Accounts.Change(
        account
            .edit()
            .backupCodes(new BackupCodes(setId, clock.instant(), List.of()))
            .endSessions(session.id())
            .done(),
        List.of(
            events.changed(
                account,
                session.cause(),
                Method.BACKUP_CODE,
                setId,
                FactorChange.BACKUP_CODES_ISSUED,
                BackupCodes.IN_A_SET,
                Contacts.Contact.NONE)));
  }

  private static String grouped(String code) {
    return code.replaceAll("(.{4})(?=.)", "$1-");
  }
}
