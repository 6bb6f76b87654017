package org.twofold.gateway.mfa;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a code. A wrong one is a result, not a fault; faults are errors of the Mono, and
 * let nobody in.
 */
public sealed interface Verification {

  /**
   * Right, and used up for this login.
   *
   * @param factorId the authenticator; null for other methods
   * @param timeStep RFC 6238's T; null for other methods
   * @param slot of the backup code; null for other methods
   */
  record Accepted(@Nullable String factorId, @Nullable Long timeStep, @Nullable Integer slot)
      implements Verification {

    /** Of a code that was sent. */
    public Accepted() {
      this(null, null, null);
    }
  }

  /**
   * Not right.
   *
   * @param attemptsLeft tries that this challenge still takes
   * @param clockOff whether it is what a phone shows whose clock is wrong
   */
  record Wrong(int attemptsLeft, boolean clockOff) implements Verification {

    /** That is like no code near. */
    public Wrong(int attemptsLeft) {
      this(attemptsLeft, false);
    }
  }

  /** Too late, used by another, or of a challenge that is over. */
  record Expired() implements Verification {}

  /** Its challenge takes no more tries. */
  record Exhausted() implements Verification {}

  /** The challenge is still on its way; not counted. */
  record NotYet() implements Verification {}

  /**
   * The factor is in a delay after many failures; not counted.
   *
   * @param until when it takes a code again; null: not by itself
   */
  record Delayed(@Nullable Instant until) implements Verification {}
}
