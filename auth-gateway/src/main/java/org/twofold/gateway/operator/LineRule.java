package org.twofold.gateway.operator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AccountEdit;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.account.Authenticator;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.account.Phone;
import org.twofold.gateway.operator.ImportedLine.FieldError;

/** What a line of an import makes of an account: what it leaves out stays as it is. */
@Component
class LineRule {

  private static final String NAME = "Google Authenticator";

  private final AddressBook addresses;
  private final Contacts contacts;
  private final Clock clock;

  LineRule(AddressBook addresses, Contacts contacts, Clock clock) {
    this.addresses = addresses;
    this.contacts = contacts;
    this.clock = clock;
  }

  /** The same for the same secret of the same user, so that it is taken once. */
  String totpId(String userId, String secret) {
    return addresses.importedTotpId(userId, secret);
  }

  /**
   * The account as the line wants it.
   *
   * @param hash of the password; null where it stays
   */
  Account applied(Account account, ImportedLine line, @Nullable String hash) {
    AccountEdit edit =
        account
            .edit()
            .profile(or(line.locale(), account::locale), or(line.timeZone(), account::timeZone))
            .on(
                or(line.emailEnabled(), account::emailEnabled),
                or(line.smsEnabled(), account::smsEnabled),
                or(line.totpEnabled(), account::totpEnabled))
            .password(or(hash, account::passwordHash));
    line.number()
        .filter(number -> !number.equals(contacts.number(account)))
        .ifPresent(
            number -> edit.phone(new Phone(addresses.seal(account.id(), number), clock.instant())));
    line.secret()
        .map(secret -> totpId(account.id(), secret))
        .filter(id -> account.authenticators().stream().noneMatch(one -> one.totpId().equals(id)))
        .ifPresent(
            id -> edit.authenticators(List.of(new Authenticator(id, NAME, clock.instant()))));
    return edit.done();
  }

  private static <T> T or(@Nullable T given, Supplier<T> present) {
    return given == null ? present.get() : given;
  }

  /**
   * Whether a line changed nothing. A password in clear has another hash each time: it is not
   * compared, and counts as a change.
   */
  static boolean isSame(Account before, Account next) {
    return before.passwordHash().equals(next.passwordHash())
        && before.locale().equals(next.locale())
        && before.timeZone().equals(next.timeZone())
        && before.emailEnabled() == next.emailEnabled()
        && before.smsEnabled() == next.smsEnabled()
        && before.totpEnabled() == next.totpEnabled()
        && before.phone() == next.phone()
        && before.authenticators().equals(next.authenticators());
  }

  /** A method that is wished on without what it needs. */
  static List<FieldError> missing(ImportedLine line, Account next) {
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
