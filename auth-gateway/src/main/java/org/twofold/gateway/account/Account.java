package org.twofold.gateway.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * An account as it stands in the database.
 *
 * @param id the user id of every event
 * @param addressIndex what it is found by
 * @param address sealed
 * @param passwordHash a PHC string
 * @param emailEnabled whether Email Verification is on
 * @param phone the proven number; null where there is none
 * @param smsEnabled whether SMS Verification is on
 * @param authenticators those that were confirmed
 * @param usedAt when an authenticator last completed a login, by its id
 * @param totpEnabled whether Google Authenticator is on
 * @param backupCodes null before the first set
 * @param locks by the name of the method
 * @param lastMethod the method that last completed a login, backup codes aside; null before the
 *     first
 * @param version raised by every change of the settings; their ETag
 * @param sessionEpoch sessions of a lower one are over
 * @param epochKeptBy the login that stays in when the epoch is raised
 * @param recovery what was done to win it back
 */
public record Account(
    @Id String id,
    String addressIndex,
    byte[] address,
    String passwordHash,
    String locale,
    String timeZone,
    boolean emailEnabled,
    @Nullable Phone phone,
    boolean smsEnabled,
    List<Authenticator> authenticators,
    Map<String, Instant> usedAt,
    boolean totpEnabled,
    @Nullable BackupCodes backupCodes,
    Map<String, Lock> locks,
    @Nullable String lastMethod,
    long version,
    long sessionEpoch,
    @Nullable String epochKeptBy,
    Recovery recovery,
    Instant createdAt) {

  /** A document written before something could be kept has none of it. */
  public Account {
    authenticators = authenticators == null ? List.of() : authenticators;
    usedAt = usedAt == null ? Map.of() : usedAt;
    locks = locks == null ? Map.of() : locks;
    recovery = recovery == null ? Recovery.NONE : recovery;
  }

  /** An account without a second factor. */
  public static Account fresh(
      String id,
      String addressIndex,
      byte[] address,
      String passwordHash,
      String locale,
      String timeZone,
      Instant now) {
    return new Account(
        id,
        addressIndex,
        address,
        passwordHash,
        locale,
        timeZone,
        false,
        null,
        false,
        List.of(),
        Map.of(),
        false,
        null,
        Map.of(),
        null,
        1,
        0,
        null,
        Recovery.NONE,
        now);
  }

  /** Whether it is gone: nobody can log in to it, and nobody can be told. */
  public boolean isErased() {
    return passwordHash.isEmpty();
  }

  /** Whether a session that began in that epoch still stands. */
  public boolean admits(String loginId, long epoch) {
    return epoch == sessionEpoch || loginId.equals(epochKeptBy);
  }

  /** What it is to become. */
  public AccountEdit edit() {
    return new AccountEdit(this);
  }

  /** Which methods are on, and which of them to ask for. */
  public Methods methods() {
    return new Methods(this);
  }

  /** Nothing but the id: the rest must not get into a log. */
  @Override
  public String toString() {
    return "Account[" + id + "]";
  }
}
