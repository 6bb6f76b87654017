package org.twofold.gateway.login;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Accounts;
import reactor.core.publisher.Mono;

/**
 * The answer to a login that was asked for twice under one key: the same login, with a new token;
 * the former is void.
 */
@Component
public class LoginRepeat {

  private final Logins logins;
  private final Accounts accounts;
  private final LoginStates states;
  private final TokenHash hashes;
  private final Clock clock;

  LoginRepeat(Logins logins, Accounts accounts, LoginStates states, TokenHash hashes, Clock clock) {
    this.logins = logins;
    this.accounts = accounts;
    this.states = states;
    this.hashes = hashes;
    this.clock = clock;
  }

  /** Its state with a token; empty where it is over. */
  public Mono<LoginState> repeat(String loginId) {
    return logins
        .find(loginId)
        .filter(login -> clock.instant().isBefore(login.expiresAt()))
        .filter(login -> login.tokenHash() != null)
        .flatMap(this::renewed);
  }

  private Mono<LoginState> renewed(Login login) {
    Token token = Token.of(login.id());
    return logins
        .renew(login, hashes.of(token))
        .filter(won -> won)
        .flatMap(
            won ->
                login.status() == Login.Status.COMPLETE
                    ? Mono.justOrEmpty(login.aal())
                        .map(
                            aal ->
                                states.complete(
                                    token, login.expiresAt(), Proof.of(aal, login.amr())))
                    : Mono.justOrEmpty(login.userId())
                        .flatMap(accounts::find)
                        .map(account -> states.pending(login, account, token.text())));
  }
}
