package org.twofold.gateway.login;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;

/** Says where a login stands. */
@Component
class LoginStates {

  private final Accounts accounts;
  private final LoginSettings settings;
  private final Clock clock;

  LoginStates(Accounts accounts, LoginSettings settings, Clock clock) {
    this.accounts = accounts;
    this.settings = settings;
    this.clock = clock;
  }

  LoginState pending(Login login, Account account, @Nullable String token) {
    SentChallenge challenge = login.challenge();
    return new LoginState(
        login.id(),
        token,
        challenge == null ? null : challenge.method(),
        account.emailEnabled() ? List.of(Method.EMAIL) : List.of(),
        accounts.addressOf(account).hint(),
        challenge == null
            ? null
            : new LoginState.Challenge(
                challenge.expiresAt(),
                challenge.resendAt(),
                challenge.shown(clock.instant(), settings.patience())),
        null);
  }

  LoginState complete(Token session, Instant expiresAt, AssuranceLevel aal, List<String> amr) {
    return new LoginState(
        session.loginId(),
        null,
        null,
        List.of(),
        null,
        null,
        new LoginState.Session(session.text(), expiresAt, aal, amr));
  }
}
