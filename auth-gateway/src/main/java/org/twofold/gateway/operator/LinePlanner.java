package org.twofold.gateway.operator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.Origin;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.account.PersonalKeys;
import org.twofold.gateway.mfa.Enrolments;
import org.twofold.gateway.operator.ImportAnswer.Status;
import org.twofold.gateway.operator.ImportedLine.FieldError;
import org.twofold.gateway.password.PasswordVerifier;
import org.twofold.messaging.EventIds;
import reactor.core.publisher.Mono;

/** Finds out what a line of an import makes, and of which account. */
@Component
class LinePlanner {

  private final Accounts accounts;
  private final AddressBook addresses;
  private final PersonalKeys personal;
  private final LineRule lines;
  private final PasswordVerifier passwords;
  private final ImportEvents events;
  private final Clock clock;

  LinePlanner(
      Accounts accounts,
      AddressBook addresses,
      PersonalKeys personal,
      LineRule lines,
      PasswordVerifier passwords,
      ImportEvents events,
      Clock clock) {
    this.accounts = accounts;
    this.addresses = addresses;
    this.personal = personal;
    this.lines = lines;
    this.passwords = passwords;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Plans a line without an error of its own.
   *
   * @param found the accounts that stand, by the index of their address
   */
  Mono<LinePlan> plan(
      ImportedLine line, EmailAddress address, Map<String, Account> found, Origin origin) {
    String index = addresses.index(address);
    return hash(line)
        .singleOptional()
        .map(
            hash ->
                found.get(index) instanceof Account account
                    ? update(account, line, hash.orElse(null))
                    : hash.map(known -> create(line, address, index, known, origin))
                        .orElseGet(LinePlanner::withoutPassword));
  }

  private Mono<String> hash(ImportedLine line) {
    return line.password() == null
        ? Mono.justOrEmpty(line.passwordHash())
        : passwords.hash(line.password());
  }

  private static LinePlan withoutPassword() {
    return new LinePlan.Refuse(
        List.of(new FieldError("password", "is missing: the account is new")));
  }

  private LinePlan create(
      ImportedLine line, EmailAddress address, String index, String hash, Origin origin) {
    String userId = EventIds.next();
    Account fresh =
        Account.fresh(
            userId,
            index,
            addresses.seal(userId, address),
            hash,
            line.locale() == null ? "en" : line.locale(),
            line.timeZone() == null ? "UTC" : line.timeZone(),
            personal.makeKey(userId),
            clock.instant());
    Account account = lines.applied(fresh, line, hash);
    List<FieldError> missing = LineRule.missing(line, account);
    return missing.isEmpty()
        ? new LinePlan.Create(
            new Accounts.Change(account, events.of(fresh, account, Optional.of(origin))),
            secret(userId, line))
        : new LinePlan.Refuse(missing);
  }

  private LinePlan update(Account found, ImportedLine line, @Nullable String hash) {
    List<FieldError> missing = LineRule.missing(line, lines.applied(found, line, hash));
    return missing.isEmpty()
        ? new LinePlan.Update(found, line, hash, secret(found.id(), line))
        : new LinePlan.Refuse(missing);
  }

  private Optional<Enrolments.Imported> secret(String userId, ImportedLine line) {
    return line.secret()
        .map(secret -> new Enrolments.Imported(userId, lines.totpId(userId, secret), secret));
  }

  /** Changes an account as planned, or as it stands by then. */
  Mono<ImportAnswer> update(LinePlan.Update plan) {
    Account found = plan.found();
    if (LineRule.isSame(found, lines.applied(found, plan.line(), plan.hash()))) {
      return Mono.just(ImportAnswer.of(Status.UNCHANGED));
    }
    List<FieldError> missing = new ArrayList<>();
    return accounts
        .change(
            found.id(),
            account -> {
              Account next = lines.applied(account, plan.line(), plan.hash());
              missing.clear();
              missing.addAll(LineRule.missing(plan.line(), next));
              return missing.isEmpty() && !LineRule.isSame(account, next)
                  ? Optional.of(
                      new Accounts.Change(next, events.of(account, next, Optional.empty())))
                  : Optional.empty();
            })
        .map(
            changed ->
                missing.isEmpty()
                    ? ImportAnswer.of(changed.done() ? Status.UPDATED : Status.UNCHANGED)
                    : ImportAnswer.refused(missing));
  }
}
