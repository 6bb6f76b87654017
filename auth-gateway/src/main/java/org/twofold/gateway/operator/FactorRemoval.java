package org.twofold.gateway.operator;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AccountEdit;
import org.twofold.gateway.account.AccountEvents;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.Authenticator;
import org.twofold.gateway.account.Phone;
import org.twofold.gateway.account.Support.Removal;
import org.twofold.messaging.Outgoing;
import reactor.core.publisher.Mono;

/**
 * Removes a factor for support: asked for, told to all of the account's contacts, and done after a
 * delay in which the owner can stop it (D5). What she set up after it was asked for stays.
 */
@Component
public class FactorRemoval {

  private final Accounts accounts;
  private final DueRemovals due;
  private final SupportEvents events;
  private final AccountEvents switches;
  private final OperatorSettings settings;
  private final Clock clock;

  FactorRemoval(
      Accounts accounts,
      DueRemovals due,
      SupportEvents events,
      AccountEvents switches,
      OperatorSettings settings,
      Clock clock) {
    this.accounts = accounts;
    this.due = due;
    this.events = events;
    this.switches = switches;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Asks for one. Where one of the method is on its way already, that one goes on.
   *
   * @return the one on its way; empty where the account has no such factor
   */
  Mono<Removal> ask(Account known, Method method, Command command) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Removal removal =
        new Removal(
            command.id(),
            method.name(),
            now,
            now.plus(settings.removalDelay()),
            command.operator(),
            command.reason());
    // first, so that none stands in an account that nobody would come to do
    return due.note(removal, known.id())
        .then(accounts.change(known.id(), account -> asked(account, removal)))
        .flatMap(changed -> Mono.justOrEmpty(changed.account().support().removalOf(method.name())));
  }

  private Optional<Accounts.Change> asked(Account account, Removal removal) {
    return account.support().removalOf(removal.method()).isEmpty() && isThere(account, removal)
        ? Optional.of(
            new Accounts.Change(
                account.edit().support(account.support().with(removal)).done(),
                List.of(events.removalAsked(account, removal))))
        : Optional.empty();
  }

  private static boolean isThere(Account account, Removal removal) {
    return switch (removal.method()) {
      case "EMAIL" -> account.emailEnabled();
      case "SMS" ->
          account.phone() instanceof Phone phone && !phone.addedAt().isAfter(removal.askedAt());
      case "TOTP" ->
          account.authenticators().stream()
              .anyMatch(one -> !one.addedAt().isAfter(removal.askedAt()));
      default -> false;
    };
  }

  /**
   * Stops one for the owner.
   *
   * @return false where there is none on its way
   */
  public Mono<Boolean> stop(String userId, String removalId) {
    return accounts
        .change(
            userId,
            account ->
                account
                    .support()
                    .removal(removalId)
                    .map(
                        removal ->
                            new Accounts.Change(
                                account.edit().support(account.support().without(removal)).done(),
                                List.of(events.removalStopped(account, removal)))))
        .map(Accounts.Changed::done);
  }

  /** Does one whose time has come; one that was stopped stays stopped. */
  Mono<Boolean> complete(String userId, String removalId) {
    return accounts
        .change(
            userId,
            account ->
                account
                    .support()
                    .removal(removalId)
                    .filter(removal -> !clock.instant().isBefore(removal.dueAt()))
                    .map(removal -> removed(account, removal)))
        .map(Accounts.Changed::done);
  }

  private Accounts.Change removed(Account account, Removal removal) {
    AccountEdit edit = account.edit().support(account.support().without(removal));
    if (!isThere(account, removal)) {
      return new Accounts.Change(edit.done(), List.of());
    }
    List<Outgoing> told = new ArrayList<>();
    Account next = without(account, removal, edit, told).endSessions(null).done();
    Method method = Method.valueOf(removal.method());
    if (account.methods().on().contains(method) && !next.methods().on().contains(method)) {
      told.add(switches.toggledUntold(account, removal.id(), method, false));
    }
    return new Accounts.Change(next, told);
  }

  private AccountEdit without(
      Account account, Removal removal, AccountEdit edit, List<Outgoing> told) {
    switch (removal.method()) {
      case "TOTP" -> {
        for (Authenticator one : account.authenticators()) {
          if (!one.addedAt().isAfter(removal.askedAt())) {
            told.add(
                told.isEmpty()
                    ? events.removed(account, removal, one.totpId())
                    : events.removedUntold(account, removal, one.totpId()));
          }
        }
        return edit.authenticators(
            account.authenticators().stream()
                .filter(one -> one.addedAt().isAfter(removal.askedAt()))
                .toList());
      }
      case "SMS" -> {
        told.add(events.removed(account, removal, "phone"));
        return edit.phone(null);
      }
      default -> {
        told.add(events.removed(account, removal, "email"));
        return edit.on(false, account.smsEnabled(), account.totpEnabled());
      }
    }
  }
}
