package org.twofold.gateway.login;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import reactor.core.publisher.Mono;

/**
 * The answer to a login that was asked for twice under one key: the same login, with a new token;
 * the former is void. A session that a code made is never given again: whoever repeats the request
 * has shown a password, and no more.
 */
@Component
public class LoginRepeat {

  /** Each round one of those at once wins. */
  private static final int ROUNDS = 100;

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

  /** Its state with a token; empty where it is over, or needed a code and had it. */
  public Mono<LoginState> repeat(String loginId) {
    return Mono.defer(() -> once(loginId))
        .repeatWhenEmpty(ROUNDS, rounds -> rounds)
        .flatMap(Mono::justOrEmpty);
  }

  /** Empty where another repeat was first, and the login must be read again. */
  private Mono<Optional<LoginState>> once(String loginId) {
    return logins
        .find(loginId)
        .filter(login -> clock.instant().isBefore(login.expiresAt()))
        .filter(login -> login.tokenHash() != null)
        .flatMap(this::counted)
        .singleOptional()
        .flatMap(
            found ->
                found.isEmpty()
                    ? Mono.just(Optional.<LoginState>empty())
                    : renewed(found.get()).map(Optional::of));
  }

  /** A login, and whose it is. */
  private record Owned(Login login, Account account) {}

  private Mono<Owned> counted(Login login) {
    return Mono.justOrEmpty(login.userId())
        .flatMap(accounts::find)
        .filter(account -> counts(login, account))
        .map(account -> new Owned(login, account));
  }

  private static boolean counts(Login login, Account account) {
    boolean tookAPasswordOnly = login.method() == null && !account.methods().isAnyOn();
    return login.status() == Login.Status.COMPLETE
        ? tookAPasswordOnly && account.admits(login.id(), login.sessionEpoch())
        : login.sessionEpoch() == account.sessionEpoch();
  }

  private Mono<LoginState> renewed(Owned owned) {
    Token token = Token.of(owned.login().id());
    return logins
        .renew(owned.login(), hashes.of(token))
        .filter(won -> won)
        .flatMap(won -> Mono.justOrEmpty(state(owned, token)));
  }

  private Optional<LoginState> state(Owned owned, Token token) {
    Login login = owned.login();
    return login.status() == Login.Status.COMPLETE
        ? Optional.ofNullable(login.aal())
            .map(aal -> states.complete(token, login.expiresAt(), Proof.of(aal, login.amr())))
        : Optional.of(states.pending(login, owned.account(), token.text()));
  }
}
