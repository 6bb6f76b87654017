package org.twofold.gateway.login;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.account.Lock;

/** Says where a login stands. */
@Component
class LoginStates {

  private final Contacts contacts;
  private final LoginSettings settings;
  private final Clock clock;

  LoginStates(Contacts contacts, LoginSettings settings, Clock clock) {
    this.contacts = contacts;
    this.settings = settings;
    this.clock = clock;
  }

  /** The methods that a login may be proven by: to prove a session again only the strongest. */
  static List<Method> ways(Account account, Purpose purpose) {
    return purpose == Purpose.REAUTHENTICATION
        ? account.methods().ofHighestLevel()
        : account.methods().offered();
  }

  LoginState pending(Login login, Account account, @Nullable String token) {
    Instant now = clock.instant();
    SentChallenge challenge = login.method() == null ? null : login.challengeOf(login.method());
    return new LoginState(
        login.id(),
        token,
        login.method(),
        ways(account, login.purpose()).stream().map(way -> way(account, way, now)).toList(),
        challenge == null
            ? null
            : new LoginState.Challenge(
                challenge.expiresAt(),
                challenge.resendAt(),
                challenge.shown(now, settings.patience())),
        null,
        new LoginState.Reader(account.locale(), account.timeZone()),
        false);
  }

  private LoginState.Way way(Account account, Method method, Instant now) {
    Lock lock = account.methods().closed(method, now);
    return new LoginState.Way(
        method,
        contacts.hint(account, method),
        lock == null ? null : new LoginState.Closed(lock.opensAt()));
  }

  /** Complete, with the token of its session. */
  LoginState complete(Token session, Instant expiresAt, Proof proof) {
    return new LoginState(
        session.loginId(),
        null,
        null,
        List.of(),
        null,
        new LoginState.Session(session.text(), expiresAt, proof.aal(), proof.amr()),
        null,
        true);
  }

  /** Complete, for those who were waiting: the token was in another answer. */
  static LoginState complete(String loginId) {
    return new LoginState(loginId, null, null, List.of(), null, null, null, true);
  }
}
