package org.twofold.gateway.operator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.twofold.events.Origin;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AccountEdit;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.account.Authenticator;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.account.Phone;
import org.twofold.gateway.account.PhoneNumber;
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
  private static final String NAME = "Google Authenticator";

  private final Accounts accounts;
  private final AddressBook addresses;
  private final Enrolments enrolments;
  private final PasswordVerifier passwords;
  private final PasswordRule rule;
  private final ImportEvents events;
  private final Clock clock;

  AccountImport(
      Accounts accounts,
      AddressBook addresses,
      Enrolments enrolments,
      PasswordVerifier passwords,
      PasswordRule rule,
      ImportEvents events,
      Clock clock) {
    this.accounts = accounts;
    this.addresses = addresses;
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
   * @param userId of the account that stands, or that is to be
   * @param hash null where the password stays
   */
  private record Entry(
      ImportedLine line, EmailAddress address, String userId, @Nullable String hash) {}

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
        .map(Account::id)
        .defaultIfEmpty(EventIds.next())
        .flatMap(
            userId ->
                hash(line)
                    .map(hash -> new Prepared(null, new Entry(line, address, userId, hash)))
                    .switchIfEmpty(
                        Mono.fromSupplier(
                            () -> new Prepared(null, new Entry(line, address, userId, null)))));
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
                                    entry.userId(), totpId(entry.userId(), secret), secret)))
            .toList();
    return secrets.isEmpty() ? Mono.empty() : enrolments.take(secrets).then();
  }

  /** The same for the same secret of the same user, so that it is taken once. */
  private String totpId(String userId, String secret) {
    return addresses.importedTotpId(userId, secret);
  }

  private Mono<Answer> take(Prepared prepared, Origin origin) {
    Entry entry = prepared.entry();
    if (entry == null) {
      return Mono.justOrEmpty(prepared.answer());
    }
    return accounts
        .findByAddress(entry.address())
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(
            found ->
                found.map(account -> update(account, entry)).orElseGet(() -> create(entry, origin)))
        .onErrorResume(
            DuplicateKeyException.class,
            taken ->
                accounts.findByAddress(entry.address()).flatMap(account -> update(account, entry)));
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
    Account account = edit(fresh, entry).done();
    List<FieldError> missing = missing(line, account);
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
              Account next = edit(account, entry).done();
              missing.clear();
              missing.addAll(missing(entry.line(), next));
              return missing.isEmpty() && !isSame(account, next, entry)
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

  private AccountEdit edit(Account account, Entry entry) {
    ImportedLine line = entry.line();
    AccountEdit edit =
        account
            .edit()
            .profile(or(line.locale(), account::locale), or(line.timeZone(), account::timeZone))
            .on(
                or(line.emailEnabled(), account::emailEnabled),
                or(line.smsEnabled(), account::smsEnabled),
                or(line.totpEnabled(), account::totpEnabled));
    if (entry.hash() != null && !isKnown(account, entry)) {
      edit.password(entry.hash());
    }
    line.number()
        .filter(number -> !number.equals(numberOf(account)))
        .ifPresent(
            number -> edit.phone(new Phone(addresses.seal(account.id(), number), clock.instant())));
    line.secret()
        .map(secret -> totpId(account.id(), secret))
        .filter(id -> account.authenticators().stream().noneMatch(one -> one.totpId().equals(id)))
        .ifPresent(
            id -> edit.authenticators(List.of(new Authenticator(id, NAME, clock.instant()))));
    return edit;
  }

  /** A password in clear has another hash each time: it is not compared, and counts as a change. */
  private static boolean isKnown(Account account, Entry entry) {
    return account.passwordHash().equals(entry.hash());
  }

  private @Nullable PhoneNumber numberOf(Account account) {
    return account.phone() instanceof Phone phone
        ? addresses.openNumber(account.id(), phone.number())
        : null;
  }

  private static <T> T or(@Nullable T given, Supplier<T> present) {
    return given == null ? present.get() : given;
  }

  private static boolean isSame(Account before, Account next, Entry entry) {
    return (entry.hash() == null || isKnown(before, entry))
        && before.locale().equals(next.locale())
        && before.timeZone().equals(next.timeZone())
        && before.emailEnabled() == next.emailEnabled()
        && before.smsEnabled() == next.smsEnabled()
        && before.totpEnabled() == next.totpEnabled()
        && before.phone() == next.phone()
        && before.authenticators().equals(next.authenticators());
  }

  /** A method that is wished on without what it needs. */
  private static List<FieldError> missing(ImportedLine line, Account next) {
    List<FieldError> missing = new ArrayList<>();
    if (Boolean.TRUE.equals(line.smsEnabled()) && next.phone() == null) {
      missing.add(new FieldError("smsEnabled", "needs a phone"));
    }
    if (Boolean.TRUE.equals(line.totpEnabled()) && next.authenticators().isEmpty()) {
      missing.add(new FieldError("totpEnabled", "needs a totpSecret"));
    }
    return missing;
  }
}
