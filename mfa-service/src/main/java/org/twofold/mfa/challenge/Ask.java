package org.twofold.mfa.challenge;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Method;
import org.twofold.events.Purpose;

/**
 * What an event asks for, whichever it is. One that asks for what this service must not make is
 * refused, and its record parked.
 *
 * @param startedAt when the challenge began: its code belongs to this moment
 * @param notAfter no message is sent past this moment
 * @param destination sealed; passed on unopened
 */
record Ask(
    String eventId,
    String challengeId,
    String userId,
    String loginId,
    Method method,
    Purpose purpose,
    Instant startedAt,
    Instant expiresAt,
    Instant notAfter,
    int sendNumber,
    ByteBuffer destination,
    String locale) {

  /** NIST SP 800-63B-4, 3.1.3.2. */
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

  private static final Set<Method> SENT = EnumSet.of(Method.EMAIL, Method.SMS);

  Ask {
    refuseUnless(SENT.contains(method), "No code is sent by this method");
    refuseUnless(purpose != Purpose.UNKNOWN, "No code is made without a purpose");
    refuseUnless(
        CodeForm.of(purpose) == CodeForm.SIX_DIGITS || method == Method.EMAIL,
        "A long code goes by e-mail only");
    refuseUnless(sendNumber > 0, "Messages are numbered from 1");
    refuseUnless(
        Duration.between(startedAt, expiresAt).compareTo(LONGEST_LIFE) <= 0,
        "A challenge lives ten minutes at most");
  }

  /**
   * A field of the event that must be there.
   *
   * @throws IllegalArgumentException if it is not
   */
  static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("An event that asks for a challenge lacks a field");
    }
    return value;
  }

  /** The challenge as it stands when this is the first event of it that comes. */
  Challenge challenge() {
    return new Challenge(
        challengeId,
        userId,
        loginId,
        method,
        purpose,
        startedAt,
        expiresAt,
        sendNumber,
        0,
        null,
        0,
        0);
  }

  /** Whether it is too late to send anything. */
  boolean isOver(Instant now) {
    return !now.isBefore(expiresAt) || !now.isBefore(notAfter);
  }

  private static void refuseUnless(boolean holds, String reason) {
    if (!holds) {
      throw new IllegalArgumentException(reason);
    }
  }

  /** Nothing of the destination. */
  @Override
  public String toString() {
    return "Ask[" + challengeId + "]";
  }
}
