package org.twofold.gateway.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account as it is to be: begins as it stands, ends with the next version. */
public final class AccountEdit {

  private final Account before;
  private String addressIndex;
  private byte[] address;
  private String passwordHash;
  private String locale;
  private String timeZone;
  private boolean emailEnabled;
  private @Nullable Phone phone;
  private boolean smsEnabled;
  private List<Authenticator> authenticators;
  private boolean totpEnabled;
  private @Nullable BackupCodes backupCodes;
  private long sessionEpoch;
  private @Nullable String epochKeptBy;
  private Recovery recovery;
  private Support support;
  private byte @Nullable [] dataKey;

  AccountEdit(Account before) {
    this.before = before;
    this.addressIndex = before.addressIndex();
    this.address = before.address();
    this.passwordHash = before.passwordHash();
    this.locale = before.locale();
    this.timeZone = before.timeZone();
    this.emailEnabled = before.emailEnabled();
    this.phone = before.phone();
    this.smsEnabled = before.smsEnabled();
    this.authenticators = before.authenticators();
    this.totpEnabled = before.totpEnabled();
    this.backupCodes = before.backupCodes();
    this.sessionEpoch = before.sessionEpoch();
    this.epochKeptBy = before.epochKeptBy();
    this.recovery = before.recovery();
    this.support = before.support();
    this.dataKey = before.dataKey();
  }

  /** Another proven address. */
  public AccountEdit address(String index, byte[] box) {
    this.addressIndex = index;
    this.address = box;
    return this;
  }

  /** Another password. */
  public AccountEdit password(String hash) {
    this.passwordHash = hash;
    return this;
  }

  /** Language and time zone. */
  public AccountEdit profile(String language, String zone) {
    this.locale = language;
    this.timeZone = zone;
    return this;
  }

  /** Which methods are on. One without what it needs stays off. */
  public AccountEdit on(boolean email, boolean sms, boolean totp) {
    this.emailEnabled = email;
    this.smsEnabled = sms;
    this.totpEnabled = totp;
    return this;
  }

  /** Another proven number; null: none, which turns SMS Verification off. */
  public AccountEdit phone(@Nullable Phone next) {
    this.phone = next;
    return this;
  }

  /** Other authenticators; none turns Google Authenticator off. */
  public AccountEdit authenticators(List<Authenticator> next) {
    this.authenticators = List.copyOf(next);
    return this;
  }

  /** Another set of backup codes, or the same with one more spent. */
  public AccountEdit backupCodes(BackupCodes next) {
    this.backupCodes = next;
    return this;
  }

  /**
   * Ends the sessions that stand (C6).
   *
   * @param kept the one that stays; null: none
   */
  public AccountEdit endSessions(@Nullable String kept) {
    this.sessionEpoch = before.sessionEpoch() + 1;
    this.epochKeptBy = kept;
    return this;
  }

  /** What was done to win it back. */
  public AccountEdit recovery(Recovery next) {
    this.recovery = next;
    return this;
  }

  /** What support did to it. */
  public AccountEdit support(Support next) {
    this.support = next;
    return this;
  }

  /** Destroys her own key: nothing that it sealed can be opened any more, wherever it stands. */
  public AccountEdit forget() {
    this.dataKey = null;
    return this;
  }

  /** The account in its next version. */
  public Account done() {
    return new Account(
        before.id(),
        addressIndex,
        address,
        passwordHash,
        locale,
        timeZone,
        emailEnabled,
        phone,
        smsEnabled && phone != null,
        authenticators,
        before.usedAt(),
        totpEnabled && !authenticators.isEmpty(),
        backupCodes,
        before.locks(),
        before.lastMethod(),
        before.version() + 1,
        sessionEpoch,
        epochKeptBy,
        recovery,
        before.devices(),
        support,
        dataKey,
        before.createdAt());
  }
}
