package org.twofold.gateway.recovery;

import java.time.Duration;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.twofold.events.Purpose;

/**
 * A password that is to be set anew, or a stranger's try with an address that has no account: both
 * are kept alike (E4).
 *
 * @param id derived from the address and from where it was asked (ADR 16)
 * @param resetId names it to the client
 * @param userId of the account; made up where there is none
 * @param addressIndex the address that is asked; the account must still have it
 * @param purpose PASSWORD_RESET, or PASSWORD_RESET_UNKNOWN where the address has no account
 * @param challengeId the challenge whose code proves the address
 * @param sendNumber messages asked for so far
 * @param startedAt when the challenge began
 * @param done whether it set the password
 */
record Reset(
    @Id String id,
    String resetId,
    String userId,
    String addressIndex,
    Purpose purpose,
    String locale,
    String timeZone,
    String challengeId,
    int sendNumber,
    Instant startedAt,
    Instant expiresAt,
    Instant resendAt,
    boolean done) {

  /** Whether a code for it is of use. */
  boolean isLive(Instant now) {
    return !done && now.isBefore(expiresAt);
  }

  /** The same, with one more message asked for. */
  Reset sentAgain(Instant now, Duration pause) {
    return new Reset(
        id,
        resetId,
        userId,
        addressIndex,
        purpose,
        locale,
        timeZone,
        challengeId,
        sendNumber + 1,
        startedAt,
        expiresAt,
        now.plus(pause),
        false);
  }

  /** Nothing but the id: the rest must not get into a log. */
  @Override
  public String toString() {
    return "Reset[" + resetId + "]";
  }
}
