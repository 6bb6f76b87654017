package org.twofold.gateway.login;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where a pending login stands, for the one who holds its token. */
@Component
public class LoginLookup {

  private final LoginAuthenticator authenticator;
  private final Logins logins;
  private final LoginStates states;

  LoginLookup(LoginAuthenticator authenticator, Logins logins, LoginStates states) {
    this.authenticator = authenticator;
    this.logins = logins;
    this.states = states;
  }

  /** Its state; empty where the token opens no login. */
  public Mono<LoginState> find(@Nullable String token) {
    return authenticator
        .open(token)
        .map(opened -> states.pending(opened.login(), opened.account(), null));
  }

  /**
   * How a login that was opened before goes on, for the one who waits for it: its state while it is
   * pending, complete without its session after it. Empty where it is over, or ended by a change.
   */
  Mono<LoginState> follow(String loginId, String token) {
    return find(token)
        .switchIfEmpty(
            logins
                .find(loginId)
                .filter(login -> login.status() == Login.Status.COMPLETE)
                .map(login -> LoginStates.complete(loginId)));
  }
}
