package org.twofold.mfa.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.FactorLocked;
import org.twofold.events.Method;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.testing.MfaUnderTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Tag("B5")
class LockoutTest {

  private final MfaUnderTest mfa = MfaUnderTest.shared();
  private final SettableClock clock = mfa.clock();
  private final Lockout lockout = mfa.bean(Lockout.class);
  private final FactorRef factor = new FactorRef(EventIds.next(), Method.EMAIL);

  @BeforeEach
  void atNine() {
    clock.set(SettableClock.NINE);
  }

  @Test
  void takesFiveFailuresAtOnceAndClosesWithTheSixth() {
    for (int i = 1; i <= 6; i++) {
      assertThat(look()).isEqualTo(new Gate.Open());
      assertThat(fail().failures()).isEqualTo(i);
    }

    Gate closed = new Gate.Closed(SettableClock.NINE.plusSeconds(30));
    assertThat(look()).isEqualTo(closed);
    assertThat(enter()).isEqualTo(closed);
    clock.forward(Duration.ofSeconds(30));
    assertThat(look()).isEqualTo(new Gate.Open());
  }

  @Test
  void isLockedAtTwentyForEver() {
    failTimes(20);
    clock.forward(Duration.ofDays(3650));

    assertThat(enter()).isEqualTo(new Gate.Closed(null));
    assertThat(look()).isEqualTo(new Gate.Closed(null));
  }

  @Test
  void aRightCodeEndsTheRow() {
    failTimes(10);
    Gate.Counted counted = (Gate.Counted) enter();
    lockout.succeed(factor, counted).block();

    assertThat(look()).isEqualTo(new Gate.Open());
    assertThat(fail().failures()).isEqualTo(1);
  }

  @Test
  void aRightCodeOnTheLastTryOpensAgain() {
    failTimes(19);
    Gate.Counted last = (Gate.Counted) enter();
    assertThat(last.locked()).isTrue();
    lockout.succeed(factor, last).block();

    assertThat(look()).isEqualTo(new Gate.Open());
    assertThat(locked()).extracting(FactorLocked::getFailures).doesNotContain(20);
  }

  @Test
  void noRightCodeOpensALockThatAnotherTryBegan() {
    failTimes(18);
    Gate.Counted right = (Gate.Counted) enter();
    clock.forward(Duration.ofHours(1));
    fail();
    lockout.succeed(factor, right).block();

    assertThat(look()).isEqualTo(new Gate.Closed(null));
  }

  @Test
  void eachDelayIsToldOnceAndOfTheLockTheOwnerIsTold() {
    failTimes(20);

    assertThat(locked())
        .extracting(FactorLocked::getFailures)
        .containsExactly(6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
    assertThat(locked().getFirst().getLockedUntil()).isNotNull();
    assertThat(locked().getFirst().getNotAfter()).isNull();
    assertThat(locked().getLast().getLockedUntil()).isNull();
    assertThat(locked().getLast().getNotAfter()).isNotNull();
    assertThat(locked()).allMatch(event -> event.getUserId().equals(factor.userId()));
  }

  @Test
  @Tag("H3")
  void ofALockWhoseTellingACrashPreventedTheOwnerIsToldByTheNextTry() {
    failTimes(19);
    enter();
    assertThat(locked()).extracting(FactorLocked::getFailures).doesNotContain(20);

    look();
    look();

    assertThat(locked()).extracting(FactorLocked::getFailures).containsOnlyOnce(20);
  }

  @Test
  void fiveHundredAtOnceWhileTheClockStandsAreNeverMoreThanSix() {
    assertThat(atOnce(500)).isEqualTo(6);
  }

  @Test
  void thirtyRoundsOfOneHundredAtOnceOverDaysAreNeverMoreThanTwenty() {
    long counted = 0;
    for (int round = 0; round < 30; round++) {
      counted += atOnce(100);
      clock.forward(Duration.ofHours(1));
    }

    assertThat(counted).isEqualTo(20);
  }

  @Test
  void anotherMethodAndAnotherUserCountForThemselves() {
    failTimes(20);

    assertThat(lockout.look(new FactorRef(factor.userId(), Method.SMS), "login").block())
        .isEqualTo(new Gate.Open());
    assertThat(lockout.look(new FactorRef(EventIds.next(), Method.EMAIL), "login").block())
        .isEqualTo(new Gate.Open());
  }

  private long atOnce(int tries) {
    // an error is a refusal too
    return Flux.range(0, tries)
        .flatMap(i -> lockout.enter(factor).onErrorResume(refused -> Mono.empty()), tries)
        .filter(Gate.Counted.class::isInstance)
        .count()
        .block();
  }

  private void failTimes(int times) {
    for (int i = 0; i < times; i++) {
      Gate.Counted counted = fail();
      Instant next = counted.next();
      if (next != null) {
        clock.set(next);
      }
    }
  }

  private Gate.Counted fail() {
    Gate.Counted counted = (Gate.Counted) enter();
    lockout.fail(factor, counted, "login").block();
    return counted;
  }

  private Gate enter() {
    return lockout.enter(factor).block();
  }

  private Gate look() {
    return lockout.look(factor, "login").block();
  }

  private List<FactorLocked> locked() {
    return new ArrayList<>(mfa.events("factors", factor.id(), FactorLocked.class));
  }
}
