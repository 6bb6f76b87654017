package org.twofold.mfa.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.ChallengeIssued;
import org.twofold.events.CodeTried;
import org.twofold.events.Purpose;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.otp.CodeDerivation;
import org.twofold.mfa.testing.Api;
import org.twofold.mfa.testing.AtOnce;
import org.twofold.mfa.testing.MfaUnderTest;
import tools.jackson.databind.json.JsonMapper;

/** The longer code of a password reset, and the decoy of an unknown address. */
class PasswordResetTest {

  private static final String WRONG = "AAAABBBBCCCC";

  private final MfaUnderTest mfa = MfaUnderTest.shared();
  private Scenario reset;

  @BeforeEach
  void aReset() {
    mfa.clock().set(SettableClock.NINE);
    reset = Scenario.aPasswordReset(mfa).issued();
  }

  @Test
  @Tag("D1")
  void twelveCharactersAreSentSealedAndAcceptedOnce() throws Exception {
    ChallengeIssued issued = mfa.events("challenges", reset.id(), ChallengeIssued.class).getFirst();

    assertThat(reset.opened(issued)).matches("[A-Z2-7]{12}").isEqualTo(reset.code());
    assertThat(reset.tries(reset.code())).isEqualTo(new Verification.Accepted());
    assertThat(reset.tries(reset.claimOf("another-reset", reset.code())))
        .isNotInstanceOf(Verification.Accepted.class);
  }

  @Test
  @Tag("D1")
  @Tag("B7")
  void theSixDigitsOfTheSameChallengeAreNotItsCode() {
    String short6 = mfa.bean(CodeDerivation.class).code(reset.id(), reset.ask().startedAt());

    assertThat(reset.tries(short6)).isInstanceOf(Verification.Wrong.class);
    Claim forAnother =
        new Claim(
            reset.id(),
            reset.ask().userId(),
            reset.loginId(),
            Purpose.LOGIN,
            reset.ask().method(),
            reset.code());
    assertThat(reset.tries(forAnother)).isInstanceOf(Verification.Wrong.class);
  }

  @Test
  @Tag("B4")
  void ofSixtyFourWrongCodesAtOnceFiveAreLookedAt() {
    ChallengeVerifier verifier = mfa.bean(ChallengeVerifier.class);

    assertThat(AtOnce.evaluated(64, n -> verifier.verify(reset.claim(WRONG)))).isEqualTo(5);
    assertThat(reset.tries(reset.code())).isEqualTo(new Verification.Exhausted());
  }

  @Test
  @Tag("E4")
  void theDecoyOfAnUnknownAddressIsMadeAndCountedAlikeAndNeverAccepted() {
    Scenario nobodys = Scenario.aPasswordResetOfNobody(mfa).issued();

    assertThat(nobodys.tries(nobodys.code())).isEqualTo(reset.tries(WRONG));
    assertThat(mfa.events("challenges", nobodys.id(), CodeTried.class)).hasSize(1);
    for (int i = 0; i < 4; i++) {
      assertThat(nobodys.tries(nobodys.code())).isEqualTo(reset.tries(WRONG));
    }
    assertThat(nobodys.tries(nobodys.code()))
        .isEqualTo(reset.tries(WRONG))
        .isEqualTo(new Verification.Exhausted());
  }

  @Test
  @Tag("B8")
  void aCodeInTheFormOfAnotherPurposeIsRefusedUncounted() throws Exception {
    Scenario login = Scenario.aLoginByEmail(mfa).issued();

    for (String code : List.of("012345", WRONG.toLowerCase(), WRONG + "A", "AAAABBBBCCC1", "")) {
      assertThat(post(reset, code)).as(code).isEqualTo(400);
    }
    assertThat(post(login, WRONG)).isEqualTo(400);
    assertThat(reset.stored().attempts()).isZero();
    assertThat(login.stored().attempts()).isZero();
    assertThat(post(reset, reset.code())).isEqualTo(200);
  }

  private int post(Scenario scenario, String code) throws Exception {
    return new Api(mfa)
        .post(
            "/challenges/" + scenario.id() + "/verification",
            JsonMapper.builder()
                .build()
                .writeValueAsString(
                    Map.of(
                        "userId", scenario.ask().userId(),
                        "loginId", scenario.loginId(),
                        "purpose", scenario.ask().purpose().name(),
                        "method", "EMAIL",
                        "code", code)))
        .status();
  }
}
