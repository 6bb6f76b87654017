package org.twofold.mfa.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.twofold.mfa.lockout.LoginTry;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.testing.AtOnce;
import org.twofold.mfa.testing.MfaUnderTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class TotpVerifierTest {

  private static final Verification EXHAUSTED = new Verification.Exhausted();

  private final MfaUnderTest mfa = MfaUnderTest.shared();
  private Subscriber she;

  @BeforeEach
  void aSubscriber() {
    mfa.clock().set(SettableClock.NINE);
    she = Subscriber.withTotp(mfa);
  }

  @Test
  void acceptsTheCodeThatTheAppShowsAndWritesDownWhich() {
    String login = she.newLogin();

    assertThat(she.tries(login, she.code())).isEqualTo(she.yes(0));

    Authenticator stored = she.stored();
    assertThat(stored.lastLoginId()).isEqualTo(login);
    assertThat(stored.lastUsedAt()).isEqualTo(SettableClock.NINE);
    CodeAccepted accepted = accepted().getFirst();
    assertThat(accepted.getFactorId()).isEqualTo(she.totpId());
    assertThat(accepted.getTimeStep()).isEqualTo(she.step());
    assertThat(accepted.getMethod()).isEqualTo(Method.TOTP);
    assertThat(accepted.getUserId()).isEqualTo(she.userId());
    assertThat(accepted.getCorrelationId()).isEqualTo(login);
  }

  @Test
  void acceptsTheCodeOfAnyAuthenticatorThatIsNamed() {
    Subscriber tablet = she.withAnother();
    List<String> both = List.of(she.totpId(), tablet.totpId(), she.totpId());

    assertThat(she.claim(she.newLogin(), tablet.code(), both).block()).isEqualTo(tablet.yes(0));
    assertThat(she.claim(she.newLogin(), she.code(), both).block()).isEqualTo(she.yes(0));
    assertThat(she.tries(she.newLogin(), tablet.code(1))).isEqualTo(wrong(4));
  }

  @Test
  @Tag("B3")
  void acceptsTheStepsNextToThePresentOneAndNothingElse() {
    Instant shown = SettableClock.NINE;
    String code = she.code();
    long step = she.step();
    for (int second = -120; second <= 120; second += 10) {
      mfa.clock().set(shown.plusSeconds(second));
      Subscriber fresh = imported(she.secret());
      boolean near = Math.abs(fresh.step() - step) <= 1;

      assertThat(fresh.tries(fresh.newLogin(), code) instanceof Verification.Yes)
          .as("%d s", second)
          .isEqualTo(near);
    }
  }

  @Test
  @Tag("B2")
  void ofSixtyFourLoginsAtOnceWithTheSameCodeOneGetsIn() {
    for (int round = 0; round < 2; round++) {
      Subscriber race = Subscriber.withTotp(mfa);
      List<Verification> answers =
          AtOnce.answers(64, n -> race.claim("login-" + n + race.totpId(), race.code()));

      assertThat(answers).filteredOn(race.yes(0)::equals).hasSize(1);
      assertThat(mfa.events("authenticators", race.totpId(), CodeAccepted.class)).hasSize(1);
    }
  }

  @Test
  @Tag("B2")
  void aStepIsSpentWithAllBeforeItAlsoAfterARestart() {
    String login = she.newLogin();
    she.tries(login, she.code());
    assertThat(she.tries(she.newLogin(), she.code())).isEqualTo(wrong(4));
    assertThat(she.tries(she.newLogin(), she.code(-1))).isEqualTo(wrong(4));

    MfaUnderTest restarted = mfa.another();
    try {
      Subscriber later = she.at(restarted);
      assertThat(later.tries(later.newLogin(), later.code())).isEqualTo(wrong(4));
      assertThat(later.tries(later.newLogin(), later.code(-1))).isEqualTo(wrong(4));
      assertThat(later.tries(login, later.code())).isEqualTo(later.yes(0));
      assertThat(later.tries(later.newLogin(), later.code(1))).isEqualTo(later.yes(1));
    } finally {
      restarted.stop();
    }
  }

  @Test
  @Tag("B2")
  void theLoginThatLostItsAnswerGetsItAgainFiveTimesAndNobodyElse() {
    String login = she.newLogin();
    for (int i = 0; i < 4; i++) {
      she.tries(login, she.wrongCode());
    }
    for (int i = 0; i < 6; i++) {
      assertThat(she.tries(login, she.code())).as("answer %d", i).isEqualTo(she.yes(0));
    }

    assertThat(she.tries(login, she.code())).isEqualTo(EXHAUSTED);
    assertThat(she.tries(she.newLogin(), she.code())).isEqualTo(wrong(4));
    assertThat(accepted()).hasSize(1);
  }

  @Test
  @Tag("B2")
  void noLoginGetsItsYesAgainOnceANewerStepIsSpent() {
    String login = she.newLogin();
    she.tries(login, she.code());
    she.tries(she.newLogin(), she.code(1));

    assertThat(she.tries(login, she.code())).isEqualTo(wrong(3));
  }

  @Test
  @Tag("B4")
  void aLoginHasFiveTries() {
    String login = she.newLogin();
    for (int left = 4; left >= 0; left--) {
      assertThat(she.tries(login, she.wrongCode())).isEqualTo(wrong(left));
    }

    assertThat(she.tries(login, she.code())).isEqualTo(EXHAUSTED);
    assertThat(tried(login))
        .extracting(CodeTried::getResult, CodeTried::getAttempt, CodeTried::getFailures)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(TryResult.WRONG, 1, 1),
            org.assertj.core.groups.Tuple.tuple(TryResult.WRONG, 2, 2),
            org.assertj.core.groups.Tuple.tuple(TryResult.WRONG, 3, 3),
            org.assertj.core.groups.Tuple.tuple(TryResult.WRONG, 4, 4),
            org.assertj.core.groups.Tuple.tuple(TryResult.WRONG, 5, 5),
            org.assertj.core.groups.Tuple.tuple(TryResult.VOID, 0, 0));
    assertThat(tried(login)).allMatch(event -> event.getFactorId() == null);
  }

  @Test
  @Tag("B4")
  void ofOneHundredWrongTriesAtOnceFiveAtMostAreEvaluatedInALogin() {
    for (int i = 0; i < 3; i++) {
      Subscriber race = Subscriber.withTotp(mfa);
      String login = race.newLogin();
      long evaluated = AtOnce.evaluated(100, n -> race.claim(login, race.wrongCode()));

      assertThat(evaluated).isBetween(1L, 5L);
      assertThat(mfa.stored("tries", login + ":TOTP").getInteger("attempts")).isEqualTo(5);
    }
  }

  @Test
  @Tag("B5")
  void theSixthFailureOverLoginsBeginsADelayInWhichNothingIsCounted() {
    String first = she.newLogin();
    for (int i = 0; i < 5; i++) {
      she.tries(first, she.wrongCode());
    }
    String next = she.newLogin();
    Instant until = SettableClock.NINE.plusSeconds(30);
    assertThat(she.tries(next, she.wrongCode())).isEqualTo(new Verification.Wrong(4, until, false));

    assertThat(she.tries(next, she.code())).isEqualTo(new Verification.Delayed(until));
    assertThat(mfa.stored("tries", next + ":TOTP").getInteger("attempts")).isEqualTo(1);
    mfa.clock().set(until);
    assertThat(she.tries(next, she.code())).isEqualTo(she.yes(0));
  }

  @Test
  @Tag("B5")
  void guessesOverTwoHundredLoginsAndARestartAreEvaluatedTwentyTimesInAll() {
    MfaUnderTest restarted = mfa.another();
    try {
      long evaluated = 0;
      for (int round = 0; round < 25; round++) {
        Subscriber now = round < 8 ? she : she.at(restarted);
        List<String> logins = Stream.generate(now::newLogin).limit(8).toList();
        evaluated += AtOnce.evaluated(32, n -> now.claim(logins.get(n % 8), now.wrongCode()));
        mfa.clock().forward(Duration.ofHours(1));
        restarted.clock().forward(Duration.ofHours(1));
      }

      assertThat(evaluated).isBetween(19L, 20L);
      assertThat(she.tries(she.newLogin(), she.code())).isEqualTo(new Verification.Delayed(null));
      assertThat(mfa.events("factors", she.userId() + ":TOTP", FactorLocked.class).getLast())
          .matches(event -> event.getFailures() == 20 && event.getLockedUntil() == null);
    } finally {
      restarted.stop();
    }
  }

  @Test
  @Tag("B7")
  void aCodeIsRightForNoOtherUserAndNoAuthenticatorThatIsNotNamed() {
    Subscriber he = Subscriber.withTotp(mfa);
    List<Mono<Verification>> foreign = new ArrayList<>();
    foreign.add(he.claim(he.newLogin(), she.code()));
    foreign.add(he.claim(he.newLogin(), she.code(), List.of(she.totpId())));
    foreign.add(he.claim(he.newLogin(), she.code(), List.of(she.totpId(), he.totpId())));
    foreign.add(she.claim(she.newLogin(), she.code(), List.of(he.totpId())));
    foreign.add(she.claim(she.newLogin(), she.code(), List.of("unknown")));

    assertThat(Flux.concat(foreign).collectList().block())
        .hasSize(5)
        .noneMatch(Verification.Yes.class::isInstance);
    assertThat(she.stored().lastLoginId()).isNull();
    assertThat(mfa.stored("factors", he.userId() + ":TOTP").getInteger("failures")).isEqualTo(3);
  }

  @Test
  @Tag("C1")
  void anUnconfirmedAuthenticatorLetsNobodyIn() {
    Subscriber pending = Subscriber.whoSetsUp(mfa);

    assertThat(pending.tries(pending.newLogin(), pending.code())).isEqualTo(wrong(4));
    assertThat(
            she.claim(she.newLogin(), pending.code(), List.of(pending.totpId(), she.totpId()))
                .block())
        .isEqualTo(wrong(4));
  }

  @Test
  void nothingIsRightForALoginThatIsOver() {
    LoginTry over =
        new LoginTry(she.userId(), she.newLogin(), Method.TOTP, Purpose.LOGIN, SettableClock.NINE);

    assertThat(mfa.bean(TotpVerifier.class).verify(over, List.of(she.totpId()), she.code()).block())
        .isEqualTo(new Verification.Expired());
    assertThat(she.stored().lastLoginId()).isNull();
  }

  @Test
  void theCountOfALoginEndsADayAfterIt() {
    String login = she.newLogin();
    she.tries(login, she.code());

    assertThat(mfa.stored("tries", login + ":TOTP").getDate("keepUntil"))
        .isEqualTo(SettableClock.NINE.plus(Duration.ofMinutes(15)).plus(Duration.ofDays(1)));
    assertThat(mfa.stored("tries", login + ":TOTP").getDate("deleteAt")).isNotNull();
  }

  private Subscriber imported(String secret) {
    Subscriber made = new Subscriber(mfa, EventIds.next(), EventIds.next(), secret);
    mfa.bean(TotpImport.class)
        .take(List.of(new TotpImport.Imported(made.userId(), made.totpId(), secret)))
        .block();
    return made;
  }

  private static Verification wrong(int left) {
    return new Verification.Wrong(left, null, false);
  }

  private List<CodeAccepted> accepted() {
    return mfa.events("authenticators", she.totpId(), CodeAccepted.class);
  }

  private List<CodeTried> tried(String login) {
    return mfa.events("tries", login + ":TOTP", CodeTried.class);
  }
}
