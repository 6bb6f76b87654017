package org.twofold.gateway.web.settings;

import org.jspecify.annotations.Nullable;

/**
 * Every field of the page; null where it was not there. The switches, language and time zone come
 * with each request, so that what is not saved yet survives whatever is done beside it.
 *
 * @param version of the settings that the page was made of
 * @param number a mobile number as typed
 * @param phoneId the number that waits for its code
 * @param name of an authenticator that is set up
 * @param replaces the authenticator that it replaces; empty: it is added
 * @param totpId the authenticator that waits for its code
 * @param secret of it, as {@link ShownSecret} writes it: the server keeps none to show again
 * @param address a new e-mail address as typed
 * @param emailId the address that waits for its code
 * @param code that finishes a set-up
 * @param current the present password
 * @param next the password that is to be
 * @param id of the device or authenticator that a button stands beside
 * @param keptId the same, of what waits for an answer or a proof
 * @param confirmed the action that was asked about and answered with yes
 * @param then the action that waits for the session to be proven again
 * @param proofMethod the method that proves it
 * @param way another method that is to prove it
 */
record SettingsForm(
    @Nullable Long version,
    @Nullable Boolean email,
    @Nullable Boolean sms,
    @Nullable Boolean totp,
    @Nullable String timeZone,
    @Nullable String locale,
    @Nullable String number,
    @Nullable String phoneId,
    @Nullable String name,
    @Nullable String replaces,
    @Nullable String totpId,
    @Nullable String secret,
    @Nullable String address,
    @Nullable String emailId,
    @Nullable String code,
    @Nullable String current,
    @Nullable String next,
    @Nullable String id,
    @Nullable String keptId,
    @Nullable String confirmed,
    @Nullable String then,
    @Nullable String proofPassword,
    @Nullable String proofMethod,
    @Nullable String way,
    @Nullable String proofCode) {

  /** A text, empty where it is not there. */
  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** What the button was pressed for, now or before it was asked or proven; empty: nothing. */
  String target() {
    return id == null ? text(keptId) : id;
  }

  /** Whether that action was asked about and answered with yes. */
  boolean isConfirmed(String action) {
    return action.equals(confirmed);
  }

  /** Nothing of what was typed. */
  @Override
  public String toString() {
    return "SettingsForm[•••]";
  }
}
