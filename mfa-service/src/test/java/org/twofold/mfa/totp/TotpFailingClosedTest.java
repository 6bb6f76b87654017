package org.twofold.mfa.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.CodeAccepted;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.mfa.lockout.CodeEvents;
import org.twofold.mfa.lockout.LoginCheck;
import org.twofold.mfa.lockout.LoginTry;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.otp.TotpParameters.Algorithm;
import org.twofold.mfa.testing.FailingClosedContract;
import reactor.core.publisher.Mono;

class TotpFailingClosedTest extends FailingClosedContract {

  private final TotpSettings settings =
      new TotpSettings(Algorithm.SHA1, 6, 30, Duration.ofMillis(700));

  private final TotpVerifier verifier =
      new TotpVerifier(
          mfa.bean(Authenticators.class),
          mfa.bean(Secrets.class),
          mfa.bean(LoginCheck.class),
          mfa.bean(CodeEvents.class),
          settings,
          mfa.bean(Clock.class));

  @Override
  protected Mono<Verification> aRightCode() {
    Subscriber she = Subscriber.withTotp(mfa);
    she.tries(she.newLogin(), she.wrongCode());
    return checked(she, she.newLogin());
  }

  /**
   * The reads of the factor: empty is that of one without failures, and the count, guarded by what
   * was read, finds out.
   */
  @Override
  protected Set<Integer> mayBeEmpty() {
    // look, take, begin, take, look, count, find, consume, clear
    return Set.of(1, 5);
  }

  @Test
  @Tag("B2")
  void theLoginThatAFaultCutOffAfterItsStepWasSpentGetsInWithTheSameCode() {
    Subscriber she = Subscriber.withTotp(mfa);
    she.tries(she.newLogin(), she.wrongCode());
    String login = she.newLogin();
    mfa.faults().atCall(9, ERROR);
    assertThat(answer(checked(she, login))).isNull();
    assertThat(mfa.faults().disarm()).isFalse();
    assertThat(she.stored().lastLoginId()).isEqualTo(login);

    assertThat(answer(checked(she, login))).isEqualTo(she.yes(0));
    assertThat(mfa.events("authenticators", she.totpId(), CodeAccepted.class)).hasSize(1);
  }

  @Test
  @Tag("C1")
  void noFaultConfirmsForAWrongCodeOrTwice() {
    for (int call = 1; call <= 3; call++) {
      Subscriber she = Subscriber.whoSetsUp(mfa);
      Confirmation confirmation =
          new Confirmation(
              mfa.bean(Authenticators.class),
              mfa.bean(Secrets.class),
              settings,
              mfa.bean(Clock.class));
      mfa.faults().atCall(call, call == 2 ? Mono::never : ERROR);

      assertThat(
              answer(
                  Mono.defer(() -> confirmation.confirm(she.userId(), she.totpId(), she.code()))))
          .isNull();
      assertThat(mfa.faults().disarm()).isFalse();
      assertThat(she.stored().state()).isEqualTo(Authenticator.State.PENDING);
      assertThat(she.confirms(she.wrongCode())).isInstanceOf(Verification.Wrong.class);
      assertThat(she.confirms(she.code())).isEqualTo(new Verification.Accepted());
    }
  }

  private Mono<Verification> checked(Subscriber she, String login) {
    Instant end = mfa.clock().instant().plus(Duration.ofMinutes(15));
    return Mono.defer(
        () ->
            verifier.verify(
                new LoginTry(she.userId(), login, Method.TOTP, Purpose.LOGIN, end),
                List.of(she.totpId()),
                she.code()));
  }
}
