package org.twofold.gateway.account;

import java.time.Instant;
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
 * @param lastMethod the method that last completed a login; null before the first
 * @param version raised by every change of the settings; their ETag
 * @param sessionEpoch sessions of a lower one are over
 * @param epochKeptBy the login that stays in when the epoch is raised
 */
public record Account(
    @Id String id,
    String addressIndex,
    byte[] address,
    String passwordHash,
    String locale,
    String timeZone,
    boolean emailEnabled,
    @Nullable String lastMethod,
    long version,
    long sessionEpoch,
    @Nullable String epochKeptBy,
    Instant createdAt) {

  /** Whether a session that began in that epoch still stands. */
  public boolean admits(String loginId, long epoch) {
    return epoch == sessionEpoch || loginId.equals(epochKeptBy);
  }

  /** Nothing but the id: the rest must not get into a log. */
  @Override
  public String toString() {
    return "Account[" + id + "]";
  }
}
