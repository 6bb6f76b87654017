package org.twofold.gateway.web.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.problem.Fields;

/**
 * What the page shows as switched and chosen, saved or not.
 *
 * @param version of the settings that it began with
 */
record Draft(
    long version, boolean email, boolean sms, boolean totp, String timeZone, String locale) {

  private static final List<String> LANGUAGES = List.of("en", "fr");

  /** Nothing is changed yet. */
  static Draft of(Account account) {
    return new Draft(
        account.version(),
        account.emailEnabled(),
        account.smsEnabled(),
        account.totpEnabled(),
        account.timeZone(),
        account.locale());
  }

  /** What the form has; what it cannot have stays as it stands. */
  static Draft of(SettingsForm form, Account account) {
    return new Draft(
        form.version() == null ? -1 : form.version(),
        Boolean.TRUE.equals(form.email()),
        Boolean.TRUE.equals(form.sms()),
        Boolean.TRUE.equals(form.totp()),
        zone(form.timeZone(), account.timeZone()),
        form.locale() != null && LANGUAGES.contains(form.locale())
            ? form.locale()
            : account.locale());
  }

  private static String zone(@Nullable String chosen, String present) {
    return chosen != null && Fields.isTimeZone(chosen) ? chosen : present;
  }

  /**
   * The same after a change that was made on the way.
   *
   * @param before the account that the change was made of: where the draft was of another, somebody
   *     else changed it, and saving it must say so
   */
  Draft after(Account before, Account now) {
    return version == before.version()
        ? new Draft(now.version(), email, sms, totp, timeZone, locale)
        : this;
  }

  /** With the switch of Google Authenticator on. */
  Draft withTotp() {
    return new Draft(version, email, sms, true, timeZone, locale);
  }

  /** With the switch of SMS Verification on. */
  Draft withSms() {
    return new Draft(version, email, true, totp, timeZone, locale);
  }

  /** Without what the account has no phone or authenticator for. */
  Draft possibleFor(Account account) {
    return new Draft(
        version,
        email,
        sms && account.phone() != null,
        totp && !account.authenticators().isEmpty(),
        timeZone,
        locale);
  }

  /** Whether it leaves the account without a second factor that has one. */
  boolean turnsLastOff(Account account) {
    return account.methods().isAnyOn() && !email && !sms && !totp;
  }

  /** How many switches and choices are not saved yet. */
  int changes(Account account) {
    int changes = email == account.emailEnabled() ? 0 : 1;
    changes += sms == account.smsEnabled() ? 0 : 1;
    changes += totp == account.totpEnabled() ? 0 : 1;
    changes += timeZone.equals(account.timeZone()) ? 0 : 1;
    return changes + (locale.equals(account.locale()) ? 0 : 1);
  }
}
