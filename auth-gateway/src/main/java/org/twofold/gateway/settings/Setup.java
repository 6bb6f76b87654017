package org.twofold.gateway.settings;

import java.time.Instant;
import org.springframework.data.annotation.Id;

/**
 * A number or address that is being proven. One of each for a user: another puts itself in its
 * place.
 *
 * @param id the user and what is proven
 * @param setupId names it to the client; another for another number or address
 * @param target sealed, as the account would keep it
 * @param challengeId the challenge whose code proves it
 * @param sendNumber messages asked for so far
 * @param done whether it was proven
 */
record Setup(
    @Id String id,
    String setupId,
    String userId,
    byte[] target,
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

  /** Nothing but the id: the rest must not get into a log. */
  @Override
  public String toString() {
    return "Setup[" + setupId + "]";
  }
}
