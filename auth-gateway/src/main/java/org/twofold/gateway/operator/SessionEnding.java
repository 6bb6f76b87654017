package org.twofold.gateway.operator;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import reactor.core.publisher.Mono;

/** Ends every session of an account, and every login on its way, at once. */
@Component
class SessionEnding {

  private final Accounts accounts;
  private final SupportEvents events;

  SessionEnding(Accounts accounts, SupportEvents events) {
    this.accounts = accounts;
    this.events = events;
  }

  /** Ends them. */
  Mono<Void> end(Account known, Command command) {
    return accounts
        .change(
            known.id(),
            account ->
                Optional.of(
                    new Accounts.Change(
                        account.edit().endSessions(null).done(),
                        List.of(events.sessionsEnded(account, command)))))
        .then();
  }
}
