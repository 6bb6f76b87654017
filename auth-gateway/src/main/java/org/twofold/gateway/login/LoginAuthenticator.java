package org.twofold.gateway.login;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import reactor.core.publisher.Mono;

/** Opens a login that waits for its second factor, by its login token and nothing else. */
@Component
class LoginAuthenticator {

  private final Logins logins;
  private final Accounts accounts;
  private final TokenHash hashes;
  private final Clock clock;

  LoginAuthenticator(Logins logins, Accounts accounts, TokenHash hashes, Clock clock) {
    this.logins = logins;
    this.accounts = accounts;
    this.hashes = hashes;
    this.clock = clock;
  }

  /**
   * A login that its token opened.
   *
   * @param isOver whether its time is up
   */
  record Opened(Login login, Account account, boolean isOver) {}

  /**
   * Empty where the token opens no pending login, or where a change of the account ended it (C6).
   */
  Mono<Opened> open(@Nullable String text) {
    Optional<Token> token = Optional.ofNullable(text).flatMap(Token::parse);
    return Mono.justOrEmpty(token)
        .flatMap(
            given ->
                logins
                    .find(given.loginId())
                    .filter(login -> opens(given, login))
                    .flatMap(
                        login ->
                            Mono.justOrEmpty(login.userId())
                                .flatMap(accounts::find)
                                .filter(account -> account.sessionEpoch() == login.sessionEpoch())
                                .map(account -> new Opened(login, account, isOver(login)))));
  }

  private boolean opens(Token token, Login login) {
    return login.status() == Login.Status.PENDING
        && login.tokenHash() instanceof String hash
        && hashes.matches(token, hash);
  }

  private boolean isOver(Login login) {
    return !clock.instant().isBefore(login.expiresAt());
  }
}
