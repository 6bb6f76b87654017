package org.twofold.gateway.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param devices when each browser and system last logged in, by its name from the fixed list
 * @param support what support did to it
 * @param dataKey her own key, wrapped: it seals what the events say of her that is personal; null
 *     once she is erased, which makes all of it unreadable
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
    Map<String, Instant> devices,
    Support support,
    byte @Nullable [] dataKey,
    Instant createdAt) {

  /** A document written before something could be kept has none of it. */
  public Account {
    authenticators = authenticators == null ? List.of() : authenticators;
    usedAt = usedAt == null ? Map.of() : usedAt;
    locks = locks == null ? Map.of() : locks;
    recovery = recovery == null ? Recovery.NONE : recovery;
    devices = devices == null ? Map.of() : devices;
    support = support == null ? Support.NONE : support;
  }

  /** An account without a second factor. */
  public static Account fresh(
      String id,
      String addressIndex,
      byte[] address,
      String passwordHash,
      String locale,
      String timeZone,
      byte[] dataKey,
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
        Map.of(),
        Support.NONE,
        dataKey,
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

  /**
   * Whether nobody logged in from there yet. The first login of all is no news.
   *
   * @param device browser and system; null where not known, which counts as one of its own
   */
  public boolean isNews(@Nullable String device) {
    return !devices.isEmpty() && !devices.containsKey(known(device));
  }

  /** When somebody last logged in from there, exact to a day; empty where nobody did. */
  public Optional<Instant> lastSeen(@Nullable String device) {
    return Optional.ofNullable(devices.get(known(device)));
  }

  /** What a device is called in {@link #devices}. */
  static String known(@Nullable String device) {
    return device == null ? "unknown" : device;
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
