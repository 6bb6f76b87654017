package org.twofold.mfa.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.testing.MfaUnderTest;
import org.twofold.mfa.totp.Authenticator.State;
import reactor.core.publisher.Flux;

@Tag("C1")
class ConfirmationTest {

  private static final Verification ACCEPTED = new Verification.Accepted();
  private static final Verification EXPIRED = new Verification.Expired();
  private static final Verification EXHAUSTED = new Verification.Exhausted();

  private final MfaUnderTest mfa = MfaUnderTest.shared();
  private Subscriber she;

  @BeforeEach
  void aSetUp() {
    mfa.clock().set(SettableClock.NINE);
    she = Subscriber.whoSetsUp(mfa);
  }

  @Test
  void oneRightCodeMakesItActiveAndKeepsIt() {
    assertThat(mfa.stored("authenticators", she.totpId())).containsKeys("keepUntil", "deleteAt");

    assertThat(she.confirms(she.code())).isEqualTo(ACCEPTED);

    assertThat(she.stored().state()).isEqualTo(State.ACTIVE);
    assertThat(mfa.stored("authenticators", she.totpId()))
        .doesNotContainKeys("keepUntil", "deleteAt");
    mfa.clock().forward(Duration.ofDays(1000));
    assertThat(she.tries(she.newLogin(), she.code())).isEqualTo(she.yes(0));
  }

  @Test
  @Tag("B2")
  void theStepThatConfirmedItLetsNobodyInAndNoneBeforeIt() {
    she.confirms(she.code());

    assertThat(she.tries(she.newLogin(), she.code())).isEqualTo(wrong(4));
    assertThat(she.tries(she.newLogin(), she.code(-1))).isEqualTo(wrong(4));
    assertThat(she.tries(she.newLogin(), she.code(1))).isEqualTo(she.yes(1));
  }

  @Test
  void ofSixtyFourCodesAtOnceOneMakesTheTransition() {
    Authenticators authenticators = mfa.bean(Authenticators.class);
    Confirmation confirmation = mfa.bean(Confirmation.class);
    List<Verification> answers =
        Flux.range(0, 64)
            .flatMap(n -> confirmation.confirm(she.userId(), she.totpId(), she.code()), 64)
            .collectList()
            .block();

    assertThat(answers).contains(ACCEPTED).containsAnyOf(EXHAUSTED);
    assertThat(answers.stream().filter(ACCEPTED::equals).count()).isLessThanOrEqualTo(10);
    assertThat(authenticators.activate(she.userId(), she.totpId(), she.step() + 1).block())
        .isFalse();
    assertThat(she.stored().confirmedStep()).isEqualTo(she.step());
  }

  @Test
  void theVeryCodeIsRightAgainWhileItCouldBeConfirmedAndNoOther() {
    String code = she.code();
    she.confirms(code);
    mfa.clock().set(SettableClock.NINE.plus(Duration.ofMinutes(10)).minusMillis(1));

    assertThat(she.confirms(code)).isEqualTo(ACCEPTED);
    assertThat(she.confirms(she.code())).isEqualTo(wrong(3));
    mfa.clock().forward(Duration.ofMillis(1));
    assertThat(she.confirms(code)).isEqualTo(EXPIRED);
  }

  @Test
  void theVeryCodeIsRightAgainAlsoAfterTheFifthTryAndALogin() {
    for (int i = 0; i < 4; i++) {
      she.confirms(she.wrongCode());
    }
    String code = she.code();
    assertThat(she.confirms(code)).isEqualTo(ACCEPTED);
    she.tries(she.newLogin(), she.code(1));

    for (int i = 0; i < 5; i++) {
      assertThat(she.confirms(code)).isEqualTo(ACCEPTED);
    }
    assertThat(she.confirms(code)).isEqualTo(EXHAUSTED);
  }

  @Test
  @Tag("B4")
  void fiveTriesAreAll() {
    for (int left = 4; left >= 0; left--) {
      assertThat(she.confirms(she.wrongCode())).isEqualTo(wrong(left));
    }

    assertThat(she.confirms(she.code())).isEqualTo(EXHAUSTED);
    assertThat(she.stored().state()).isEqualTo(State.PENDING);
  }

  @Test
  void aPendingSecretDiesAfterTenMinutes() {
    Subscriber late = Subscriber.whoSetsUp(mfa);
    mfa.clock().set(SettableClock.NINE.plus(Duration.ofMinutes(10)).minusMillis(1));
    assertThat(she.confirms(she.code())).isEqualTo(ACCEPTED);
    mfa.clock().forward(Duration.ofMillis(1));

    assertThat(late.confirms(late.code())).isEqualTo(EXPIRED);
    assertThat(late.stored().state()).isEqualTo(State.PENDING);
    assertThat(late.tries(late.newLogin(), late.code())).isEqualTo(wrong(4));
  }

  @Test
  @Tag("B7")
  void anothersAuthenticatorAndAnUnknownOneAreExpired() {
    Subscriber he = Subscriber.whoSetsUp(mfa);
    Confirmation confirmation = mfa.bean(Confirmation.class);

    assertThat(confirmation.confirm(he.userId(), she.totpId(), she.code()).block())
        .isEqualTo(EXPIRED);
    assertThat(confirmation.confirm(she.userId(), EventIds.next(), she.code()).block())
        .isEqualTo(EXPIRED);
    assertThat(she.stored().confirmations()).isZero();
    she.confirms(she.code());
    assertThat(confirmation.confirm(he.userId(), she.totpId(), she.code()).block())
        .isEqualTo(EXPIRED);
  }

  @Test
  @Tag("B5")
  void confirmingCountsForNoFactor() {
    for (int i = 0; i < 5; i++) {
      she.confirms(she.wrongCode());
    }

    assertThat(mfa.has("factors", she.userId() + ":TOTP")).isFalse();
  }

  @Test
  void anIdThatStandsIsNotEnrolledAgain() {
    Enrolment enrolment = mfa.bean(Enrolment.class);
    Authenticator before = she.stored();

    assertThat(enrolment.enrol(she.userId(), she.totpId()).block()).isEmpty();
    assertThat(enrolment.enrol(EventIds.next(), she.totpId()).block()).isEmpty();
    assertThat(she.stored()).isEqualTo(before);
  }

  @Test
  void saysThatAClockIsWrongWhereTheCodeIsOfSomeMinutesAway() {
    assertThat(she.confirms(she.code(-4))).isEqualTo(new Verification.Wrong(4, null, false, true));
    assertThat(she.confirms(she.code(6))).isEqualTo(new Verification.Wrong(3, null, false, true));
    assertThat(she.confirms(she.code(40))).isEqualTo(wrong(2));
  }

  private static Verification wrong(int left) {
    return new Verification.Wrong(left, null, false);
  }
}
