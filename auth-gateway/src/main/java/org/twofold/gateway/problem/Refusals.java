package org.twofold.gateway.problem;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.twofold.gateway.mfa.Verification;

/** What the API answers for a code that was not accepted. */
public final class Refusals {

  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private Refusals() {}

  /**
   * The problem of a refused code.
   *
   * @param challengeLife how long a used-up challenge stands in the way
   */
  public static Problem of(Verification refused, Duration challengeLife, InstantSource clock) {
    return switch (refused) {
      case Verification.Wrong wrong ->
          Problem.of(ProblemName.WRONG_CODE, "attemptsLeft", wrong.attemptsLeft());
      case Verification.Expired expired -> Problem.of(ProblemName.CHALLENGE_EXPIRED);
      case Verification.Exhausted exhausted ->
          Problem.later(ProblemName.TOO_MANY_ATTEMPTS, challengeLife);
      case Verification.NotYet notYet -> Problem.later(ProblemName.NOT_YET, A_MOMENT);
      case Verification.Delayed delayed -> closed(delayed.until(), clock);
      case Verification.Accepted accepted ->
          throw new IllegalArgumentException("An accepted code is no refusal");
    };
  }

  /**
   * The problem of a method that takes no codes for now.
   *
   * @param until when it does; null: not by itself
   */
  public static Problem closed(@Nullable Instant until, InstantSource clock) {
    return Problem.later(
        ProblemName.TOO_MANY_ATTEMPTS,
        until == null ? AN_HOUR : Duration.between(clock.instant(), until));
  }
}
