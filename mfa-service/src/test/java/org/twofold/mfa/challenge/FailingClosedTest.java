package org.twofold.mfa.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.mfa.lockout.CodeEvents;
import org.twofold.mfa.lockout.CountedTry;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.otp.CodeDerivation;
import org.twofold.mfa.testing.FailingClosedContract;
import reactor.core.publisher.Mono;

class FailingClosedTest extends FailingClosedContract {

  /**
   * An empty answer here is that of a factor without failures. The count, which is a write guarded
   * by what was read, finds out.
   */
  private static final Set<Integer> READS_OF_THE_FACTOR = Set.of(2, 4);

  private final ChallengeVerifier verifier =
      new ChallengeVerifier(
          mfa.bean(Challenges.class),
          mfa.bean(Refusal.class),
          mfa.bean(CountedTry.class),
          mfa.bean(CodeDerivation.class),
          mfa.bean(CodeEvents.class),
          new ChallengeSettings(Duration.ofMillis(700), Duration.ofHours(24)));

  @Override
  protected Mono<Verification> aRightCode() {
    Scenario login = aLoginOfAKnownFactor();
    return Mono.defer(() -> verifier.verify(login.claim(login.code())));
  }

  @Override
  protected Set<Integer> mayBeEmpty() {
    return READS_OF_THE_FACTOR;
  }

  @Test
  void anErrorWhereTheFactorIsCountedForTheFirstTimeLetsNobodyIn() {
    // find, look, take, look, update, insert
    Scenario login = Scenario.aLoginByEmail(mfa).issued();
    mfa.faults().atCall(6, ERROR);

    assertThat(verified(login)).isNull();
    assertThat(mfa.faults().disarm()).isFalse();
  }

  @Test
  @Tag("B1")
  void theLoginThatAFaultCutOffAfterItsConsumptionGetsInWithTheSameCode() {
    Scenario login = aLoginOfAKnownFactor();
    // find, look, take, look, count, consume, clear
    mfa.faults().atCall(7, ERROR);
    assertThat(verified(login)).isNull();
    assertThat(login.stored().consumedBy()).isEqualTo(login.loginId());

    assertThat(verified(login)).isEqualTo(new Verification.Accepted());
  }

  @Test
  void nobodyWaitsLongerThanTheLimit() {
    Scenario login = aLoginOfAKnownFactor();
    mfa.faults().atCall(3, Mono::never);

    assertThatThrownBy(
            () -> verifier.verify(login.claim(login.code())).block(Duration.ofSeconds(10)))
        .rootCause()
        .hasMessageContaining("within 700ms");
  }

  @Test
  @Tag("B5")
  void noEmptyAnswerAtAnyCallOpensALockedFactor() {
    Scenario login = Scenario.aLoginByEmail(mfa).issued();
    for (int i = 0; i < 20; i++) {
      Scenario wrong = Scenario.anotherLoginOf(login).issued();
      wrong.tries(wrong.wrongCode());
      mfa.clock().forward(Duration.ofHours(1));
    }
    for (int call = 1; call < MOST_CALLS; call++) {
      Scenario last = Scenario.anotherLoginOf(login).issued();
      mfa.faults().atCall(call, Mono::empty);
      assertThat(verified(last)).as("call %d", call).isNotEqualTo(new Verification.Accepted());
      mfa.faults().disarm();
    }
  }

  private Scenario aLoginOfAKnownFactor() {
    Scenario first = Scenario.aLoginByEmail(mfa).issued();
    first.tries(first.wrongCode());
    return Scenario.anotherLoginOf(first).issued();
  }

  /** Null for an error, which is a 503. */
  private @Nullable Verification verified(Scenario login) {
    try {
      return verifier.verify(login.claim(login.code())).block();
    } catch (RuntimeException refused) {
      return null;
    }
  }
}
