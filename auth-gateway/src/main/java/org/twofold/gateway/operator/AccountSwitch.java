package org.twofold.gateway.operator;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import reactor.core.publisher.Mono;

/**
 * Closes an account, so that nobody can log in to it, and opens it again. One that is closed
 * answers a right password like a wrong one; all its sessions, and logins on their way, end with
 * the same update.
 */
@Component
class AccountSwitch {

  private final Accounts accounts;
  private final SupportEvents events;

  AccountSwitch(Accounts accounts, SupportEvents events) {
    this.accounts = accounts;
    this.events = events;
  }

  /**
   * Closes or opens it.
   *
   * @return false where it is so already
   */
  Mono<Boolean> turn(Account known, boolean on, Command command) {
    return accounts
        .change(
            known.id(),
            account ->
                account.support().disabled() == on
                    ? Optional.of(
                        new Accounts.Change(
                            account
                                .edit()
                                .support(account.support().disabled(!on))
                                .endSessions(null)
                                .done(),
                            List.of(events.switched(account, command, on))))
                    : Optional.empty())
        .map(Accounts.Changed::done);
  }
}
