package org.twofold.mfa.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.mfa.testing.AtOnce.won;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.CodeAccepted;
import org.twofold.events.CodeTried;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.lockout.CodeEvents;
import org.twofold.mfa.testing.MfaUnderTest;

/** What the challenges promise, on whichever database. */
abstract class ChallengesContract {

  private final MfaUnderTest mfa = mfa();
  private final Challenges challenges = mfa.bean(Challenges.class);
  private final CodeEvents events = mfa.bean(CodeEvents.class);
  private Scenario login;

  abstract MfaUnderTest mfa();

  @BeforeEach
  void aLogin() {
    mfa.clock().set(SettableClock.NINE);
    login = Scenario.aLoginByEmail(mfa).issued();
  }

  @Test
  void aChallengeIsReadAsItWasWritten() {
    assertThat(login.stored()).isEqualTo(login.ask().challenge());
    assertThat(challenges.find("another").block()).isNull();
  }

  @Test
  void sixtyFourInsertsMakeOneChallenge() {
    Scenario other = Scenario.aLoginByEmail(mfa);

    assertThat(
            won(
                n ->
                    challenges.insert(
                        other.ask().challenge(), events.accepted(login.stored().subject()))))
        .isEqualTo(1);
  }

  @Test
  @Tag("B4")
  void sixtyFourTriesAtOnceTakeFive() {
    assertThat(won(n -> challenges.takeAttempt(login.id()))).isEqualTo(5);
    assertThat(login.stored().attempts()).isEqualTo(5);
  }

  @Test
  @Tag("B1")
  void sixtyFourConsumptionsAtOnceSucceedOnceWithOneEvent() {
    Challenge challenge = login.stored();

    assertThat(
            won(
                n ->
                    challenges.consume(
                        login.id(), login.loginId(), events.accepted(challenge.subject()))))
        .isEqualTo(1);
    assertThat(mfa.events("challenges", login.id(), CodeAccepted.class)).hasSize(1);
  }

  @Test
  @Tag("B1")
  void aConsumedChallengeTakesNoMoreTriesAndRepeatsOnlyOfItsLogin() {
    challenges
        .consume(login.id(), login.loginId(), events.accepted(login.stored().subject()))
        .block();

    assertThat(challenges.takeAttempt(login.id()).block()).isFalse();
    assertThat(challenges.takeRepeat(login.id(), "another-login").block()).isFalse();
    assertThat(won(n -> challenges.takeRepeat(login.id(), login.loginId()))).isEqualTo(5);
  }

  @Test
  void anOpenChallengeTakesNoRepeats() {
    assertThat(challenges.takeRepeat(login.id(), login.loginId()).block()).isFalse();
  }

  @Test
  @Tag("A2")
  void nothingMatchesOnceItIsOver() {
    challenges
        .consume(login.id(), login.loginId(), events.accepted(login.stored().subject()))
        .block();
    Scenario open = Scenario.aLoginByEmail(mfa).issued();
    mfa.clock().forward(Scenario.LIFE);

    assertThat(challenges.takeAttempt(open.id()).block()).isFalse();
    assertThat(
            challenges
                .consume(open.id(), open.loginId(), events.accepted(open.stored().subject()))
                .block())
        .isFalse();
    assertThat(challenges.takeRepeat(login.id(), login.loginId()).block()).isFalse();
  }

  @Test
  @Tag("A2")
  void everythingMatchesAMomentBefore() {
    mfa.clock().forward(Scenario.LIFE.minusMillis(1));

    assertThat(challenges.takeAttempt(login.id()).block()).isTrue();
    assertThat(
            challenges
                .consume(login.id(), login.loginId(), events.accepted(login.stored().subject()))
                .block())
        .isTrue();
  }

  @Test
  void sixtyFourEqualMessagesAreSentOnce() {
    assertThat(
            won(
                n ->
                    challenges.sendAgain(
                        login.send(2).challenge(), events.accepted(login.stored().subject()))))
        .isEqualTo(1);
    assertThat(login.stored().sends()).isEqualTo(2);
  }

  @Test
  @Tag("A8")
  void aMessageOfAnotherChallengeOrLifeIsNotSent() {
    Challenge longer = login.sendWithLongerLife(2).challenge();
    mfa.clock().forward(Duration.ofSeconds(1));

    assertThat(challenges.sendAgain(longer, events.accepted(login.stored().subject())).block())
        .isFalse();
    assertThat(login.stored()).isEqualTo(login.ask().challenge());
  }

  @Test
  void sixtyFourRefusalsAreWrittenDownFiveTimes() {
    assertThat(won(n -> challenges.refused(login.id(), events.late(login.stored().subject()))))
        .isEqualTo(5);
    assertThat(mfa.events("challenges", login.id(), CodeTried.class)).hasSize(5);
  }
}
