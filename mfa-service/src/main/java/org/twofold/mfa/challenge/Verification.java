package org.twofold.mfa.challenge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a code. A wrong one is a result; a fault is an error, and lets nobody in. */
sealed interface Verification {

  /** Right, and used up for this login. */
  record Accepted() implements Verification {}

  /**
   * Not right, or not of this user, login, purpose or method.
   *
   * @param attemptsLeft tries that this challenge still takes
   * @param next when the factor takes the next code; null: at once, or not by itself where locked
   * @param locked whether this failure locked the factor
   */
  record Wrong(int attemptsLeft, @Nullable Instant next, boolean locked) implements Verification {}

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
