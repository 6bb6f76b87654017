package org.twofold.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.Method;
import org.twofold.gateway.account.ChallengeSettings;

class SentChallengeTest {

  private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final ChallengeSettings SETTINGS =
      new ChallengeSettings(Duration.ofMinutes(5), Duration.ofSeconds(30));

  private final SentChallenge begun = SentChallenge.begin(Method.EMAIL, NINE, SETTINGS);

  @Test
  @Tag("A8")
  void aFurtherMessageIsOfTheSameChallengeAndEnd() {
    SentChallenge again = begun.sentAgain(NINE.plusSeconds(40), SETTINGS.resendPause());

    assertThat(again.id()).isEqualTo(begun.id());
    assertThat(again.startedAt()).isEqualTo(begun.startedAt());
    assertThat(again.expiresAt()).isEqualTo(begun.expiresAt());
    assertThat(again.sendNumber()).isEqualTo(2);
    assertThat(again.resendAt()).isEqualTo(NINE.plusSeconds(70));
    assertThat(again.delivery()).isEqualTo(Delivery.QUEUED.rank());
  }

  @Test
  @Tag("A2")
  void livesUntilItsEndAndNoLonger() {
    assertThat(begun.isLive(NINE.plus(SETTINGS.lifetime()).minusNanos(1))).isTrue();
    assertThat(begun.isLive(NINE.plus(SETTINGS.lifetime()))).isFalse();
  }

  @Test
  void isCalledDelayedOnceNothingWasHeardForAWhile() {
    assertThat(shownAfter(begun, Duration.ofSeconds(4))).isEqualTo(Delivery.QUEUED);
    assertThat(shownAfter(begun, PATIENCE)).isEqualTo(Delivery.DELAYED);
    assertThat(shownAfter(begun, SETTINGS.lifetime())).isEqualTo(Delivery.FAILED);
  }

  @Test
  void whatWasHeardIsShownHoweverLongAgo() {
    for (Delivery heard : new Delivery[] {Delivery.SENT, Delivery.FAILED, Delivery.DELIVERED}) {
      assertThat(shownAfter(heard(heard), Duration.ZERO)).isEqualTo(heard);
      assertThat(shownAfter(heard(heard), Duration.ofHours(1))).isEqualTo(heard);
    }
  }

  @Test
  void whatIsShownNeverGoesBackwardsWithTime() {
    for (Delivery heard : Delivery.values()) {
      Delivery before = Delivery.LIMITED;
      for (int second = 0; second < 400; second++) {
        Delivery shown = shownAfter(heard(heard), Duration.ofSeconds(second));
        assertThat(shown).isGreaterThanOrEqualTo(before);
        before = shown;
      }
    }
  }

  private static Delivery shownAfter(SentChallenge challenge, Duration time) {
    return challenge.shown(NINE.plus(time), PATIENCE);
  }

  private SentChallenge heard(Delivery delivery) {
    return new SentChallenge(
        begun.id(),
        begun.method(),
        begun.startedAt(),
        begun.expiresAt(),
        begun.resendAt(),
        1,
        begun.sentAt(),
        delivery.rank());
  }
}
