package org.twofold.gateway.problem;

import java.time.Duration;
import java.time.Instant;
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
  public static Problem of(Verification refused, Duration challengeLife) {
    return switch (refused) {
      case Verification.Wrong wrong ->
          Problem.of(ProblemName.WRONG_CODE, "attemptsLeft", wrong.attemptsLeft());
      case Verification.Expired expired -> Problem.of(ProblemName.CHALLENGE_EXPIRED);
      case Verification.Exhausted exhausted ->
          Problem.later(ProblemName.TOO_MANY_ATTEMPTS, challengeLife);
      case Verification.NotYet notYet -> Problem.later(ProblemName.NOT_YET, A_MOMENT);
      case Verification.Delayed delayed ->
          Problem.later(
              ProblemName.TOO_MANY_ATTEMPTS,
              delayed.until() instanceof Instant until
                  ? Duration.between(Instant.now(), until)
                  : AN_HOUR);
      case Verification.Accepted accepted ->
          throw new IllegalArgumentException("An accepted code is no refusal");
    };
  }
}
