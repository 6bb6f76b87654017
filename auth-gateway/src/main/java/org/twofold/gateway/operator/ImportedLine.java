package org.twofold.gateway.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.twofold.gateway.account.EmailAddress;
import org.twofold.gateway.account.PhoneNumber;
import org.twofold.gateway.password.PasswordRule;
import org.twofold.gateway.password.StoredHash;
import org.twofold.gateway.problem.Fields;

/**
 * One account of an import, as it stands in the file. What is left out stays as it is; in a new
 * account it is off.
 */
record ImportedLine(
    @Nullable String email,
    @Nullable String password,
    @Nullable String passwordHash,
    @Nullable String locale,
    @Nullable String timeZone,
    @Nullable Boolean emailEnabled,
    @Nullable String phone,
    @Nullable Boolean smsEnabled,
    @Nullable String totpSecret,
    @Nullable Boolean totpEnabled) {

  /** RFC 4226, section 4, R6: at least 128 bits; padding is taken and dropped. */
  private static final Pattern SECRET = Pattern.compile("[A-Za-z2-7]{26,128}={0,6}");

  /**
   * A field that was refused.
   *
   * @param message in English: it is for the operator
   */
  record FieldError(String field, String message) {}

  /** What is wrong with it, without what the account has already; empty where nothing is. */
  List<FieldError> errors(PasswordRule rule) {
    List<FieldError> errors = new ArrayList<>();
    if (address().isEmpty()) {
      errors.add(new FieldError("email", email == null ? "is missing" : "is no email address"));
    }
    passwordError(rule).ifPresent(errors::add);
    if (locale != null && !Fields.isLocale(locale)) {
      errors.add(new FieldError("locale", "is en or fr"));
    }
    if (timeZone != null && !Fields.isTimeZone(timeZone)) {
      errors.add(new FieldError("timeZone", "is the IANA name of a time zone"));
    }
    if (phone != null && number().isEmpty()) {
      errors.add(
          new FieldError("phone", "is no number that takes text messages, with its country"));
    }
    if (totpSecret != null && !SECRET.matcher(totpSecret).matches()) {
      errors.add(new FieldError("totpSecret", "is base32 of at least 128 bits"));
    }
    return errors;
  }

  private Optional<FieldError> passwordError(PasswordRule rule) {
    if (password != null && passwordHash != null) {
      return Optional.of(new FieldError("password", "stands beside passwordHash; give one"));
    }
    if (passwordHash != null) {
      return StoredHash.isVerifiable(passwordHash)
          ? Optional.empty()
          : Optional.of(new FieldError("passwordHash", "is no PHC string of argon2 or bcrypt"));
    }
    return password == null || rule.judge(password) == PasswordRule.Verdict.FINE
        ? Optional.empty()
        : Optional.of(
            new FieldError("password", "has 8 to 128 characters and is none of the commonest"));
  }

  Optional<EmailAddress> address() {
    return Optional.ofNullable(email).flatMap(EmailAddress::parse);
  }

  Optional<PhoneNumber> number() {
    return Optional.ofNullable(phone).flatMap(typed -> PhoneNumber.parse(typed, null));
  }

  /** The secret without padding, in upper case; empty where there is none. */
  Optional<String> secret() {
    return Optional.ofNullable(totpSecret)
        .map(text -> text.replace("=", "").toUpperCase(Locale.ROOT));
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "ImportedLine[•••]";
  }
}
