package org.twofold.mfa.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.mongodb.MongoTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.twofold.mfa.lockout.CodeEvents;
import org.twofold.mfa.lockout.CountedTry;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.otp.CodeDerivation;
import org.twofold.mfa.testing.MfaUnderTest;
import org.twofold.mfa.testing.SettableClock;
import reactor.core.publisher.Mono;

/** Every call of the database on the way of a right code goes wrong once, in every way. */
@Tag("B9")
class FailingClosedTest {

  /** More than the way has. */
  private static final int MOST_CALLS = 20;

  /**
   * An empty answer here is that of a factor without failures. The count, which is a write guarded
   * by what was read, finds out.
   */
  private static final Set<Integer> READS_OF_THE_FACTOR = Set.of(2, 4);

  private static final Supplier<Mono<?>> ERROR =
      () -> Mono.error(new MongoTimeoutException("injected"));

  private final MfaUnderTest mfa = MfaUnderTest.shared();

  private final ChallengeVerifier verifier =
      new ChallengeVerifier(
          mfa.bean(Challenges.class),
          mfa.bean(Refusal.class),
          mfa.bean(CountedTry.class),
          mfa.bean(CodeDerivation.class),
          mfa.bean(CodeEvents.class),
          new ChallengeSettings(Duration.ofMillis(700), Duration.ofHours(24)));

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments("an error", ERROR, Set.of()),
        arguments("no answer", (Supplier<Mono<?>>) Mono::never, Set.of()),
        arguments("an empty answer", (Supplier<Mono<?>>) Mono::empty, READS_OF_THE_FACTOR));
  }

  @BeforeEach
  void atNine() {
    mfa.clock().set(SettableClock.NINE);
  }

  @AfterEach
  void mend() {
    mfa.faults().disarm();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void noFaultAtAnyCallLetsARightCodeIn(
      String name, Supplier<Mono<?>> fault, Set<Integer> allowed) {
    int call = 1;
    while (true) {
      Scenario login = aLoginOfAKnownFactor();
      mfa.faults().atCall(call, fault);
      Verification answer = verified(login);
      if (mfa.faults().disarm()) {
        assertThat(answer).isEqualTo(new Verification.Accepted());
        break;
      }
      if (!allowed.contains(call)) {
        assertThat(answer).as("call %d", call).isNotEqualTo(new Verification.Accepted());
      }
      assertThat(++call).isLessThan(MOST_CALLS);
    }
    assertThat(call).isGreaterThanOrEqualTo(6);
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
