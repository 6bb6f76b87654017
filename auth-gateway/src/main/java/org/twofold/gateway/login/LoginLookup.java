package org.twofold.gateway.login;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where a pending login stands, for the one who holds its token. */
@Component
public class LoginLookup {

  private final LoginAuthenticator authenticator;
  private final LoginStates states;

  LoginLookup(LoginAuthenticator authenticator, LoginStates states) {
    this.authenticator = authenticator;
    this.states = states;
  }

  /** Its state; empty where the token opens no login. */
  public Mono<LoginState> find(@Nullable String token) {
    return authenticator
        .open(token)
        .map(opened -> states.pending(opened.login(), opened.account(), null));
  }
}
