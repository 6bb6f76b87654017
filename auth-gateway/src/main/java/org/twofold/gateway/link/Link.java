package org.twofold.gateway.link;

import java.time.Instant;

/**
 * What a mailed link stands for.
 *
 * @param kind what it does
 * @param id its own, so that it is used once
 * @param userId whose account it is about
 * @param subject what of that account; empty where it is about all of it
 * @param issuedAt when what it is about happened
 * @param usableFrom before it the link does nothing
 * @param expiresAt from then on the link does nothing any more
 */
public record Link(
    Kind kind,
    String id,
    String userId,
    String subject,
    Instant issuedAt,
    Instant usableFrom,
    Instant expiresAt) {

  /** What a link does. */
  public enum Kind {
    /** Ends all sessions, and stops changes until the password is reset. */
    NOT_ME,
    /** Opens a locked factor, which {@link Link#subject()} names (B5). */
    UNLOCK,
    /** Stops what an operator began, which {@link Link#subject()} names (D5). */
    CANCEL
  }
}
