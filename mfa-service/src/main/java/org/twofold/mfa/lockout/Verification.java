package org.twofold.mfa.lockout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a code. A wrong one is a result; a fault is an error, and lets nobody in. */
public sealed interface Verification {

  /** Right, and used up for this login. */
  sealed interface Yes extends Verification {}

  /** The code of a challenge was. */
  record Accepted() implements Yes {}

  /**
   * The code of an authenticator was.
   *
   * @param totpId which
   * @param timeStep spent, with all before it
   */
  record StepAccepted(String totpId, long timeStep) implements Yes {}

  /**
   * A backup code was.
   *
   * @param slot its place in the set
   * @param remaining codes that are left in the set
   */
  record SlotAccepted(int slot, int remaining) implements Yes {}

  /**
   * Not right, or not of this user, login, purpose or method.
   *
   * @param attemptsLeft tries that the challenge, or the login, still takes
   * @param next when the factor takes the next code; null: at once, or not by itself where locked
   * @param locked whether this failure locked the factor
   * @param clockOff whether it is a code of some minutes away
   */
  record Wrong(int attemptsLeft, @Nullable Instant next, boolean locked, boolean clockOff)
      implements Verification {

    /** That is like no code near. */
    public Wrong(int attemptsLeft, @Nullable Instant next, boolean locked) {
      this(attemptsLeft, next, locked, false);
    }
  }

  /** Too late, or used up by another login. */
  record Expired() implements Verification {}

  /** Its tries are used up. */
  record Exhausted() implements Verification {}

  /** Its event has not come yet; nothing was counted. */
  record NotYet() implements Verification {}

  /**
   * The factor failed too often; nothing was counted.
   *
   * @param until when it takes a code again; null: not by itself
   */
  record Delayed(@Nullable Instant until) implements Verification {}
}
