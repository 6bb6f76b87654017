package org.twofold.mfa.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.CodeAccepted;
import org.twofold.events.CodeTried;
import org.twofold.events.FactorLocked;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.events.TryResult;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.testing.MfaUnderTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ChallengeVerifierTest {

  private static final Verification ACCEPTED = new Verification.Accepted();
  private static final Verification EXPIRED = new Verification.Expired();
  private static final Verification EXHAUSTED = new Verification.Exhausted();

  private final MfaUnderTest mfa = MfaUnderTest.shared();
  private final ChallengeVerifier verifier = mfa.bean(ChallengeVerifier.class);
  private Scenario login;

  @BeforeEach
  void aLogin() {
    mfa.clock().set(SettableClock.NINE);
    login = Scenario.aLoginByEmail(mfa).issued();
  }

  @Test
  void acceptsTheRightCode() {
    assertThat(login.tries(login.code())).isEqualTo(ACCEPTED);
    assertThat(login.stored().consumedBy()).isEqualTo(login.loginId());
    assertThat(events(CodeAccepted.class)).hasSize(1);
  }

  @Test
  @Tag("B4")
  void rejectsACodeAfterFiveTries() {
    for (int left = 4; left >= 0; left--) {
      assertThat(login.tries(login.wrongCode())).isEqualTo(wrong(left));
    }

    assertThat(login.tries(login.code())).isEqualTo(EXHAUSTED);
    assertThat(events(CodeTried.class))
        .extracting(CodeTried::getResult, CodeTried::getAttempt, CodeTried::getFailures)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(TryResult.WRONG, 1, 1),
            org.assertj.core.groups.Tuple.tuple(TryResult.WRONG, 2, 2),
            org.assertj.core.groups.Tuple.tuple(TryResult.WRONG, 3, 3),
            org.assertj.core.groups.Tuple.tuple(TryResult.WRONG, 4, 4),
            org.assertj.core.groups.Tuple.tuple(TryResult.WRONG, 5, 5),
            org.assertj.core.groups.Tuple.tuple(TryResult.VOID, 0, 0));
  }

  @Test
  @Tag("B4")
  void ofOneHundredWrongTriesAtOnceFiveAreEvaluatedOnEachOfTenChallenges() {
    for (int i = 0; i < 10; i++) {
      Scenario signUp = Scenario.aSignUp(mfa).issued();
      assertThat(evaluated(signUp, Flux.range(0, 100).map(n -> signUp.claim(signUp.wrongCode()))))
          .isEqualTo(5);
    }
  }

  @Test
  @Tag("B1")
  void ofSixtyFourRightCodesOfOtherLoginsNoneIsAcceptedAfterwards() {
    login.tries(login.code());

    List<Verification> answers =
        atOnce(Flux.range(0, 64).map(n -> login.claimOf("login-" + n, login.code())));

    assertThat(answers).containsOnly(EXPIRED);
  }

  @Test
  @Tag("B1")
  void sixtyFourRightCodesAtOnceUseItUpOnceAndOnlyForItsLogin() {
    for (int round = 0; round < 5; round++) {
      Scenario race = Scenario.aLoginByEmail(mfa).issued();
      List<Verification> answers = atOnce(Flux.range(0, 64).map(n -> race.claim(race.code())));

      assertThat(answers).contains(ACCEPTED);
      assertThat(answers.stream().filter(ACCEPTED::equals).count()).isLessThanOrEqualTo(10);
      assertThat(mfa.events("challenges", race.id(), CodeAccepted.class)).hasSize(1);
      assertThat(race.stored().consumedBy()).isEqualTo(race.loginId());
    }
  }

  @Test
  @Tag("B1")
  void theSameLoginThatLostItsAnswerGetsItAgainFiveTimes() {
    login.tries(login.code());

    for (int i = 0; i < 5; i++) {
      assertThat(login.tries(login.code())).isEqualTo(ACCEPTED);
    }
    assertThat(login.tries(login.code())).isEqualTo(EXHAUSTED);
    assertThat(events(CodeAccepted.class)).hasSize(1);
  }

  @Test
  void theSameLoginGetsNoYesForAWrongCodeAfterwards() {
    login.tries(login.code());

    assertThat(login.tries(login.wrongCode())).isEqualTo(wrong(4));
  }

  @Test
  @Tag("A2")
  void aCodeIsRightUntilItsEndAndNotAfter() {
    for (int i = 0; i < 100; i++) {
      mfa.clock().set(SettableClock.NINE);
      Scenario inTime = Scenario.aLoginByEmail(mfa).issued();
      Scenario late = Scenario.aLoginByEmail(mfa).issued();
      mfa.clock().set(SettableClock.NINE.plus(Scenario.LIFE).minusSeconds(1));
      assertThat(inTime.tries(inTime.code())).isEqualTo(ACCEPTED);
      mfa.clock().set(SettableClock.NINE.plus(Scenario.LIFE).plusSeconds(1));
      assertThat(late.tries(late.code())).isEqualTo(EXPIRED);
      assertThat(inTime.tries(inTime.code())).isEqualTo(EXPIRED);
    }
  }

  @Test
  void aLateTryIsWrittenDownFiveTimesAtMost() {
    mfa.clock().forward(Scenario.LIFE);
    for (int i = 0; i < 20; i++) {
      login.tries(login.code());
    }

    assertThat(events(CodeTried.class))
        .hasSize(5)
        .allMatch(event -> event.getResult() == TryResult.LATE);
  }

  @Test
  void aChallengeThatIsStillOnItsWayIsNotYetThere() {
    Scenario coming = Scenario.aLoginByEmail(mfa);
    assertThat(coming.tries(coming.code())).isEqualTo(new Verification.NotYet());

    coming.issued();

    assertThat(coming.tries(coming.wrongCode())).isEqualTo(wrong(4));
  }

  @Test
  @Tag("B7")
  void aCodeIsRightOnlyForItsUserLoginPurposeAndMethod() {
    for (int combination = 1; combination < 16; combination++) {
      for (int i = 0; i < 4; i++) {
        Scenario one = Scenario.aLoginByEmail(mfa).issued();
        Claim foreign =
            new Claim(
                one.id(),
                (combination & 1) == 0 ? one.ask().userId() : EventIds.next(),
                (combination & 2) == 0 ? one.loginId() : EventIds.next(),
                (combination & 4) == 0 ? Purpose.LOGIN : Purpose.REAUTHENTICATION,
                (combination & 8) == 0 ? Method.EMAIL : Method.SMS,
                one.code());

        assertThat(one.tries(foreign)).isEqualTo(wrong(4));
        assertThat(one.stored().attempts()).isEqualTo(1);
        assertThat(one.stored().consumedBy()).isNull();
      }
    }
  }

  @Test
  @Tag("B7")
  void aCodeOfOneChallengeIsNotRightForAnotherOfTheSameUser() {
    Scenario other = Scenario.anotherLoginOf(login).issued();

    assertThat(other.tries(login.code())).isEqualTo(wrong(4));
  }

  @Test
  @Tag("E4")
  void aSignUpWithAKnownAddressEndsLikeAnyOtherButNeverWithAYes() {
    Scenario known = Scenario.aSignUpWithAKnownAddress(mfa).issued();

    for (int left = 4; left >= 0; left--) {
      assertThat(known.tries(known.code())).isEqualTo(wrong(left));
    }
    assertThat(known.tries(known.code())).isEqualTo(EXHAUSTED);
    mfa.clock().forward(Scenario.LIFE);
    assertThat(known.tries(known.code())).isEqualTo(EXPIRED);
  }

  @Test
  @Tag("B5")
  void theSixthFailureInARowOverChallengesBeginsADelayInWhichNothingIsCounted() {
    for (int i = 0; i < 5; i++) {
      login.tries(login.wrongCode());
    }
    Scenario next = Scenario.anotherLoginOf(login).issued();
    assertThat(next.tries(next.wrongCode()))
        .isEqualTo(new Verification.Wrong(4, SettableClock.NINE.plusSeconds(30), false));

    assertThat(next.tries(next.code()))
        .isEqualTo(new Verification.Delayed(SettableClock.NINE.plusSeconds(30)));
    assertThat(next.stored().attempts()).isEqualTo(1);
    mfa.clock().forward(Duration.ofSeconds(30));
    assertThat(next.tries(next.code())).isEqualTo(ACCEPTED);
  }

  @Test
  @Tag("B5")
  void aRightCodeEndsTheRow() {
    for (int i = 0; i < 4; i++) {
      login.tries(login.wrongCode());
    }
    login.tries(login.code());
    Scenario next = Scenario.anotherLoginOf(login).issued();
    for (int i = 0; i < 4; i++) {
      next.tries(next.wrongCode());
    }

    assertThat(next.tries(next.wrongCode())).isEqualTo(wrong(0));
  }

  @Test
  @Tag("B5")
  void wrongCodesOfASignUpCountForNoFactor() {
    Scenario signUp = Scenario.aSignUp(mfa).issued();
    for (int i = 0; i < 5; i++) {
      signUp.tries(signUp.wrongCode());
    }
    Scenario next = new Scenario(mfa, Scenario.aLoginByEmail(mfa).ask()).issued();

    assertThat(mfa.events("challenges", signUp.id(), CodeTried.class))
        .extracting(CodeTried::getFailures)
        .containsOnly(0);
    assertThat(next.tries(next.code())).isEqualTo(ACCEPTED);
  }

  @Test
  @Tag("B5")
  void guessesAtOneFactorOverTwoHundredChallengesAreEvaluatedTwentyTimesInAll() {
    long evaluated = 0;
    for (int round = 0; round < 25; round++) {
      List<Scenario> logins =
          Stream.generate(() -> Scenario.anotherLoginOf(login).issued()).limit(8).toList();
      evaluated +=
          evaluated(
              login,
              Flux.range(0, 32).map(n -> logins.get(n % 8).claim(logins.get(n % 8).wrongCode())));
      if (round == 0) {
        assertThat(evaluated).isBetween(1L, 6L);
      }
      mfa.clock().forward(Duration.ofHours(1));
    }

    assertThat(evaluated).isLessThanOrEqualTo(20);
    Scenario last = Scenario.anotherLoginOf(login).issued();
    assertThat(last.tries(last.code())).isEqualTo(new Verification.Delayed(null));
    assertThat(mfa.events("factors", login.ask().userId() + ":EMAIL", FactorLocked.class).getLast())
        .matches(event -> event.getFailures() == 20 && event.getLockedUntil() == null);
  }

  /** How many were compared: only those are told whether they were right. */
  private long evaluated(Scenario of, Flux<Claim> claims) {
    return atOnce(claims).stream().filter(Verification.Wrong.class::isInstance).count();
  }

  private List<Verification> atOnce(Flux<Claim> claims) {
    // an error is a refusal too
    return claims
        .flatMap(claim -> verifier.verify(claim).onErrorResume(refused -> Mono.empty()), 128)
        .collectList()
        .block();
  }

  private static Verification wrong(int left) {
    return new Verification.Wrong(left, null, false);
  }

  private <T extends org.apache.avro.specific.SpecificRecord> List<T> events(Class<T> type) {
    return mfa.events("challenges", login.id(), type);
  }
}
