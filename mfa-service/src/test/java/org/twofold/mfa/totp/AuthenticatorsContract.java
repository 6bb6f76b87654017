package org.twofold.mfa.totp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.mfa.testing.AtOnce.won;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.CodeAccepted;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.lockout.CodeEvents;
import org.twofold.mfa.lockout.CodeSubject;
import org.twofold.mfa.otp.TotpParameters;
import org.twofold.mfa.testing.MfaUnderTest;
import org.twofold.mfa.totp.Authenticator.State;
import reactor.core.publisher.Mono;

/** What the authenticators promise, on whichever database. */
abstract class AuthenticatorsContract {

  private static final long STEP = 59_000_000;
  private static final Instant END = SettableClock.NINE.plus(Duration.ofMinutes(10));

  private final MfaUnderTest mfa = mfa();
  private final Authenticators authenticators = mfa.bean(Authenticators.class);
  private final String userId = EventIds.next();
  private final Authenticator pending = pending();
  private final Authenticator active =
      Authenticator.imported(EventIds.next(), userId, new byte[] {1}, parameters());

  abstract MfaUnderTest mfa();

  @BeforeEach
  void both() {
    mfa.clock().set(SettableClock.NINE);
    authenticators.insert(pending).block();
    authenticators.insert(active).block();
  }

  @Test
  void oneIsReadAsItWasWritten() {
    assertThat(authenticators.find(pending.id()).block()).isEqualTo(pending);
    assertThat(authenticators.find(active.id()).block()).isEqualTo(active);
    assertThat(authenticators.find("another").block()).isNull();
  }

  @Test
  void sixtyFourInsertsMakeOne() {
    Authenticator other = pending();

    assertThat(won(n -> authenticators.insert(other))).isEqualTo(1);
  }

  @Test
  @Tag("C1")
  void sixtyFourActivationsAtOnceAreOneTransition() {
    assertThat(won(n -> authenticators.activate(userId, pending.id(), STEP + n))).isEqualTo(1);
    Authenticator stored = authenticators.find(pending.id()).block();
    assertThat(stored.state()).isEqualTo(State.ACTIVE);
    assertThat(stored.lastStep()).isEqualTo(stored.confirmedStep());
  }

  @Test
  @Tag("B4")
  void sixtyFourTriesToConfirmTakeFiveBeforeAndFiveAfter() {
    assertThat(won(n -> authenticators.confirmAgain(userId, pending.id()))).isZero();
    assertThat(won(n -> authenticators.takeConfirmation(userId, pending.id()))).isEqualTo(5);
    authenticators.activate(userId, pending.id(), STEP).block();
    assertThat(won(n -> authenticators.takeConfirmation(userId, pending.id()))).isZero();
    assertThat(won(n -> authenticators.confirmAgain(userId, pending.id()))).isEqualTo(5);
  }

  @Test
  @Tag("C1")
  void nothingIsConfirmedOnceItIsOverOrByAnother() {
    assertThat(authenticators.takeConfirmation("another", pending.id()).block()).isFalse();
    assertThat(authenticators.activate("another", pending.id(), STEP).block()).isFalse();
    mfa.clock().set(END);
    assertThat(authenticators.takeConfirmation(userId, pending.id()).block()).isFalse();
    assertThat(authenticators.activate(userId, pending.id(), STEP).block()).isFalse();
    mfa.clock().set(END.minusMillis(1));
    assertThat(authenticators.activate(userId, pending.id(), STEP).block()).isTrue();
    mfa.clock().set(END);
    assertThat(authenticators.confirmAgain(userId, pending.id()).block()).isFalse();
  }

  @Test
  @Tag("B2")
  void sixtyFourLoginsAtOnceSpendAStepOnceWithOneEvent() {
    assertThat(won(n -> consume(STEP, "login-" + n))).isEqualTo(1);
    assertThat(mfa.events("authenticators", active.id(), CodeAccepted.class)).hasSize(1);
  }

  @Test
  @Tag("B2")
  void anOlderStepIsNeverSpentAfterANewerOne() {
    assertThat(consume(STEP, "login").block()).isTrue();
    assertThat(consume(STEP - 1, "login").block()).isFalse();
    assertThat(consume(STEP + 1, "login").block()).isTrue();
    assertThat(consume(STEP, "login").block()).isFalse();
  }

  @Test
  @Tag("B2")
  void onlyTheLoginThatSpentTheStepRepeatsItAndFiveTimes() {
    consume(STEP, "login").block();

    assertThat(authenticators.repeat(userId, active.id(), STEP, "other").block()).isFalse();
    assertThat(authenticators.repeat(userId, active.id(), STEP - 1, "login").block()).isFalse();
    assertThat(authenticators.repeat("another", active.id(), STEP, "login").block()).isFalse();
    assertThat(won(n -> authenticators.repeat(userId, active.id(), STEP, "login"))).isEqualTo(5);
    consume(STEP + 1, "login").block();
    assertThat(won(n -> authenticators.repeat(userId, active.id(), STEP + 1, "login")))
        .isEqualTo(5);
  }

  @Test
  @Tag("C1")
  void aStepOfAPendingOrDestroyedOneOrAnothersIsNotSpent() {
    assertThat(authenticators.consume(userId, pending.id(), STEP, "login", accepted()).block())
        .isFalse();
    assertThat(authenticators.consume("another", active.id(), STEP, "login", accepted()).block())
        .isFalse();
    assertThat(authenticators.destroy("another", active.id()).block()).isFalse();
    assertThat(authenticators.destroy(userId, active.id()).block()).isTrue();
    assertThat(consume(STEP, "login").block()).isFalse();
    assertThat(authenticators.find(active.id()).block().secret()).isNull();
  }

  @Test
  void whatIsDestroyedKeepsItsId() {
    authenticators.destroy(userId, active.id()).block();

    assertThat(authenticators.insert(active).block()).isFalse();
  }

  private Mono<Boolean> consume(long step, String loginId) {
    return authenticators.consume(userId, active.id(), step, loginId, accepted());
  }

  private Outgoing accepted() {
    return mfa.bean(CodeEvents.class)
        .acceptedStep(
            new CodeSubject(userId, "login", active.id(), null, Method.TOTP, Purpose.LOGIN),
            active.id(),
            STEP);
  }

  private Authenticator pending() {
    return Authenticator.pending(EventIds.next(), userId, new byte[] {1}, parameters(), END);
  }

  private static TotpParameters parameters() {
    return new TotpParameters(TotpParameters.Algorithm.SHA256, 8, 60);
  }
}
