package org.twofold.gateway.account;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.twofold.events.Purpose;

/**
 * Somebody who wants an account and has not proven her address yet, or a stranger who typed the
 * address of an account.
 *
 * @param id derived from address and password (ADR 3)
 * @param accountId the id that the account will have
 * @param address sealed under {@code accountId}
 * @param passwordHash a PHC string; the account's later
 * @param purpose SIGN_UP, or SIGN_UP_KNOWN where the address has an account
 * @param challengeId the challenge whose code proves the address
 * @param sendNumber messages asked for so far
 * @param startedAt when the challenge began
 * @param done whether it became an account
 */
record Registration(
    @Id String id,
    String accountId,
    byte[] address,
    String passwordHash,
    String locale,
    String timeZone,
    Purpose purpose,
    String challengeId,
    int sendNumber,
    Instant startedAt,
    Instant expiresAt,
    Instant resendAt,
    boolean done) {

  /** Nothing but the id: the rest must not get into a log. */
  @Override
  public String toString() {
    return "Registration[" + accountId + "]";
  }
}
