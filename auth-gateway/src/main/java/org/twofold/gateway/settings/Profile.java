package org.twofold.gateway.settings;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.login.Session;
import reactor.core.publisher.Mono;

/** Language and time zone: no security setting, so any session may change them. */
@Component
public class Profile {

  private final Accounts accounts;

  Profile(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * Changes them.
   *
   * @return the account as it stands then
   */
  public Mono<Account> change(Session session, String locale, String timeZone) {
    return accounts
        .change(
            session.account().id(),
            account ->
                locale.equals(account.locale()) && timeZone.equals(account.timeZone())
                    ? Optional.empty()
                    : Optional.of(
                        new Accounts.Change(
                            account.edit().profile(locale, timeZone).done(), List.of())))
        .map(Accounts.Changed::account);
  }
}
