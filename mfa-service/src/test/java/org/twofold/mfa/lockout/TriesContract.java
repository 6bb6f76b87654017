package org.twofold.mfa.lockout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.mfa.testing.AtOnce.won;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.CodeTried;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.testing.MfaUnderTest;

/** What the tries of logins promise, on whichever database. */
abstract class TriesContract {

  private final MfaUnderTest mfa = mfa();
  private final Tries tries = mfa.bean(Tries.class);
  private final LoginTry login = login(Method.TOTP, EventIds.next());

  abstract MfaUnderTest mfa();

  @Test
  @Tag("B4")
  void sixtyFourTriesAtOnceOfANewLoginTakeFive() {
    assertThat(won(n -> tries.take(login))).isEqualTo(5);
    assertThat(tries.find(login).block()).isEqualTo(new TryCount(login.id(), 5, 0, 0));
  }

  @Test
  @Tag("B4")
  void anotherLoginAndAnotherMethodHaveTheirOwn() {
    won(n -> tries.take(login));

    assertThat(tries.take(login(Method.BACKUP_CODE, login.loginId())).block()).isTrue();
    assertThat(tries.take(login(Method.TOTP, EventIds.next())).block()).isTrue();
  }

  @Test
  void repeatsAndRefusalsAreFiveEachAndNeedATryBefore() {
    assertThat(tries.takeRepeat(login).block()).isFalse();
    tries.take(login).block();

    assertThat(won(n -> tries.takeRepeat(login))).isEqualTo(5);
    assertThat(
            won(
                n ->
                    tries.refused(
                        login, mfa.bean(CodeEvents.class).unusable(login.subject(login.id())))))
        .isEqualTo(5);
    assertThat(mfa.events("tries", login.id(), CodeTried.class)).hasSize(5);
  }

  private static LoginTry login(Method method, String loginId) {
    return new LoginTry(
        EventIds.next(),
        loginId,
        method,
        Purpose.LOGIN,
        SettableClock.NINE.plus(Duration.ofMinutes(15)));
  }
}
