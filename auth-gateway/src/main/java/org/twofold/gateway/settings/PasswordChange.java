package org.twofold.gateway.settings;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AccountEvents;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.login.Session;
import org.twofold.gateway.password.PasswordVerifier;
import reactor.core.publisher.Mono;

/** Changes the password of an account, which ends its other sessions. */
@Component
public class PasswordChange {

  private final Accounts accounts;
  private final PasswordVerifier passwords;
  private final AccountEvents events;

  PasswordChange(Accounts accounts, PasswordVerifier passwords, AccountEvents events) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.events = events;
  }

  /**
   * Changes it.
   *
   * @param next one that {@link org.twofold.gateway.password.PasswordRule} found fine
   * @return false where the present one is another, or was changed meanwhile
   */
  public Mono<Boolean> change(FreshSession fresh, String present, String next) {
    Account account = fresh.account();
    return passwords
        .verify(present, account.passwordHash())
        .flatMap(
            right ->
                right
                    ? passwords.hash(next).flatMap(hash -> put(fresh, account, hash))
                    : Mono.just(false));
  }

  private Mono<Boolean> put(FreshSession fresh, Account read, String hash) {
    Session session = fresh.session();
    return accounts
        .changeUnlessStopped(
            read.id(),
            now ->
                now.passwordHash().equals(read.passwordHash())
                    ? Optional.of(
                        new Accounts.Change(
                            now.edit().password(hash).endSessions(session.id()).done(),
                            List.of(events.passwordChanged(now, session.cause()))))
                    : Optional.empty())
        .map(Accounts.Changed::done);
  }
}
