package org.twofold.gateway.web.settings;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.settings.BackupCodeSet;
import org.twofold.gateway.settings.FreshSession;
import reactor.core.publisher.Mono;

/** Backup codes: made, shown once, saved by their owner. */
@Component
class BackupCodeRow implements Row {

  private final BackupCodeSet codes;
  private final Accounts accounts;

  BackupCodeRow(BackupCodeSet codes, Accounts accounts) {
    this.codes = codes;
    this.accounts = accounts;
  }

  @Override
  public Place place() {
    return Place.BACKUP_CODES;
  }

  @Override
  public Map<String, Function<Visit, Mono<Step>>> buttons() {
    return Map.of("codes", this::make, "close", visit -> Mono.just(new Step.Open(null)));
  }

  /** Offers them beside a method that was just set up; null where there are some. */
  static @Nullable Panel offer(Account account, Place place) {
    boolean hasSome = account.backupCodes() != null && account.backupCodes().remaining() > 0;
    return hasSome ? null : new Panel.CodesOffered(place);
  }

  /** New ones make the former void: that is asked before. */
  private Mono<Step> make(Visit visit) {
    boolean hasSome = offer(visit.account(), place()) == null;
    if (hasSome && !visit.form().isConfirmed("codes")) {
      return Mono.just(
          new Step.Open(new Panel.Question(place(), "codes", "", "settings.codesAnew")));
    }
    return visit.ifFresh(fresh -> make(fresh, visit));
  }

  private Mono<Step> make(FreshSession fresh, Visit visit) {
    Account before = visit.account();
    return codes
        .issue(fresh)
        .flatMap(
            made ->
                accounts
                    .find(before.id())
                    .map(
                        now ->
                            new Step.Changed(
                                now,
                                visit.draftAfter(now),
                                new Panel.Codes(made),
                                "settings.codesMade")));
  }
}
