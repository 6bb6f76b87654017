package org.twofold.gateway.operator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.twofold.events.Origin;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.mfa.Enrolments;
import org.twofold.gateway.operator.ImportedLine.FieldError;
import org.twofold.gateway.password.PasswordRule;
import org.twofold.gateway.password.PasswordVerifier;
import org.twofold.messaging.EventIds;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes accounts over from another system. The same lines again change nothing, so an import that
 * was cut off is simply repeated. Nobody is told.
 */
@Component
class AccountImport {

  private static final int AT_ONCE = 16;

  private final Accounts accounts;
  private final AddressBook addresses;
  private final LineRule lines;
  private final Enrolments enrolments;
  private final PasswordVerifier passwords;
  private final PasswordRule rule;
  private final ImportEvents events;
  private final Clock clock;

  AccountImport(
      Accounts accounts,
      AddressBook addresses,
      LineRule lines,
      Enrolments enrolments,
      PasswordVerifier passwords,
      PasswordRule rule,
      ImportEvents events,
      Clock clock) {
    this.accounts = accounts;
    this.addresses = addresses;
    this.lines = lines;
    this.enrolments = enrolments;
    this.passwords = passwords;
    this.rule = rule;
    this.events = events;
    this.clock = clock;
  }

  /** What became of a line. */
  enum Status {
    CREATED,
    UPDATED,
    UNCHANGED,
    REFUSED
  }

  /** The answer to a line. */
  record Answer(Status status, List<FieldError> errors) {

    static Answer of(Status status) {
      return new Answer(status, List.of());
    }

    static Answer refused(List<FieldError> errors) {
      return new Answer(Status.REFUSED, errors);
    }

    static Answer refused(String field, String message) {
      return refused(List.of(new FieldError(field, message)));
    }
  }

  /**
   * A line that can be taken, and who it is.
   *
   * @param found the account that stands; empty where it is to be
   * @param userId of the one or the other
   * @param hash null where the password stays
   */
  private record Entry(
      ImportedLine line,
      EmailAddress address,
      Optional<Account> found,
      String userId,
      @Nullable String hash) {}

  /** Takes lines; an answer for each, in their order. */
  Mono<List<Answer>> take(List<ImportedLine> lines, Origin origin) {
    return Flux.fromIterable(lines)
        .flatMapSequential(this::entry, AT_ONCE)
        .collectList()
        .flatMap(
            entries ->
                takeSecrets(entries)
                    .thenMany(Flux.fromIterable(entries))
                    .flatMapSequential(entry -> take(entry, origin), AT_ONCE)
                    .collectList());
  }

  /** Either an answer already, or what is to be taken. */
  private record Prepared(@Nullable Answer answer, @Nullable Entry entry) {}

  private Mono<Prepared> entry(ImportedLine line) {
    List<FieldError> errors = line.errors(rule);
    if (!errors.isEmpty()) {
      return Mono.just(new Prepared(Answer.refused(errors), null));
    }
    EmailAddress address = line.address().orElseThrow();
    return accounts
        .findByAddress(address)
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(
            found ->
                hash(line)
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .map(hash -> entry(line, address, found, hash.orElse(null))))
        .map(entry -> new Prepared(null, entry));
  }

  private static Entry entry(
      ImportedLine line, EmailAddress address, Optional<Account> found, @Nullable String hash) {
    return new Entry(line, address, found, found.map(Account::id).orElseGet(EventIds::next), hash);
  }

  private Mono<String> hash(ImportedLine line) {
    return line.password() == null
        ? Mono.justOrEmpty(line.passwordHash())
        : passwords.hash(line.password());
  }

  /** Before the accounts that count on them. */
  private Mono<Void> takeSecrets(List<Prepared> prepared) {
    List<Enrolments.Imported> secrets =
        prepared.stream()
            .map(Prepared::entry)
            .flatMap(entry -> Optional.ofNullable(entry).stream())
            .flatMap(
                entry ->
                    entry.line().secret().stream()
                        .map(
                            secret ->
                                new Enrolments.Imported(
                                    entry.userId(), lines.totpId(entry.userId(), secret), secret)))
            .toList();
    return secrets.isEmpty() ? Mono.empty() : enrolments.take(secrets).then();
  }

  private Mono<Answer> take(Prepared prepared, Origin origin) {
    Entry entry = prepared.entry();
    if (entry == null) {
      return Mono.justOrEmpty(prepared.answer());
    }
    return entry
        .found()
        .map(account -> update(account, entry))
        .orElseGet(() -> create(entry, origin))
        // another line or a sign-up made it meanwhile: the line begins anew, for that account
        .onErrorResume(
            DuplicateKeyException.class,
            taken -> take(List.of(entry.line()), origin).map(List::getFirst));
  }

  private Mono<Answer> create(Entry entry, Origin origin) {
    ImportedLine line = entry.line();
    if (entry.hash() == null) {
      return Mono.just(Answer.refused("password", "is missing: the account is new"));
    }
    String userId = entry.userId();
    Account fresh =
        Account.fresh(
            userId,
            addresses.index(entry.address()),
            addresses.seal(userId, entry.address()),
            entry.hash(),
            line.locale() == null ? "en" : line.locale(),
            line.timeZone() == null ? "UTC" : line.timeZone(),
            clock.instant());
    Account account = lines.applied(fresh, line, entry.hash());
    List<FieldError> missing = LineRule.missing(line, account);
    return missing.isEmpty()
        ? accounts
            .insert(account, events.of(fresh, account, Optional.of(origin)))
            .thenReturn(Answer.of(Status.CREATED))
        : Mono.just(Answer.refused(missing));
  }

  private Mono<Answer> update(Account found, Entry entry) {
    List<FieldError> missing = new ArrayList<>();
    return accounts
        .change(
            found.id(),
            account -> {
              Account next = lines.applied(account, entry.line(), entry.hash());
              missing.clear();
              missing.addAll(LineRule.missing(entry.line(), next));
              return missing.isEmpty() && !LineRule.isSame(account, next)
                  ? Optional.of(
                      new Accounts.Change(next, events.of(account, next, Optional.empty())))
                  : Optional.empty();
            })
        .map(
            changed ->
                missing.isEmpty()
                    ? Answer.of(changed.done() ? Status.UPDATED : Status.UNCHANGED)
                    : Answer.refused(Collections.unmodifiableList(missing)));
  }
}
