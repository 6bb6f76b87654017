package org.twofold.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.gateway.mfa.Verification;

class RefusalsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  @Test
  void everyRefusalIsTheProblemOfTheContract() {
    assertThat(of(new Verification.Wrong(0)).members()).containsEntry("attemptsLeft", 0);
    assertThat(of(new Verification.Wrong(0)).name()).isEqualTo(ProblemName.WRONG_CODE);
    assertThat(of(new Verification.Expired()).name()).isEqualTo(ProblemName.CHALLENGE_EXPIRED);
    assertThat(of(new Verification.NotYet()).name()).isEqualTo(ProblemName.NOT_YET);
    assertThat(of(new Verification.NotYet()).retryAfterSeconds()).isPositive();
  }

  @Test
  @Tag("B5")
  void aFactorInADelayOrUsedUpSaysWhenToComeAgain() {
    assertThat(of(new Verification.Exhausted()).retryAfterSeconds()).isEqualTo(300);
    assertThat(of(new Verification.Delayed(NOW.plusSeconds(30))).retryAfterSeconds()).isEqualTo(30);
    assertThat(of(new Verification.Delayed(NOW.minusSeconds(1))).retryAfterSeconds()).isEqualTo(1);
    assertThat(of(new Verification.Delayed(null)).retryAfterSeconds()).isEqualTo(3600);
    assertThat(of(new Verification.Delayed(null)).name()).isEqualTo(ProblemName.TOO_MANY_ATTEMPTS);
  }

  @Test
  void anAcceptedCodeIsNone() {
    assertThatThrownBy(() -> of(new Verification.Accepted(null, null, null)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Problem of(Verification verification) {
    return Refusals.of(verification, Duration.ofMinutes(5), () -> NOW);
  }
}
