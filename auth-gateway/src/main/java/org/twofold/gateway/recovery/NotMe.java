package org.twofold.gateway.recovery;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.Cause;
import org.twofold.gateway.account.PersonalKeys;
import org.twofold.gateway.client.Client;
import org.twofold.gateway.link.Link;
import reactor.core.publisher.Mono;

/**
 * "This was not me": ends all sessions, and stops changes until the password is reset. That the
 * link was used is noted by the same update, so it has its effect once, and none is lost by a
 * crash.
 */
@Component
class NotMe implements LinkAction {

  private final Accounts accounts;
  private final PersonalKeys personal;
  private final RecoveryEvents events;
  private final Clock clock;

  NotMe(Accounts accounts, PersonalKeys personal, RecoveryEvents events, Clock clock) {
    this.accounts = accounts;
    this.personal = personal;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Link.Kind kind() {
    return Link.Kind.NOT_ME;
  }

  @Override
  public boolean isOpen(Link link, Account account) {
    return !account.recovery().hasUsed(link.id()) && !account.isErased();
  }

  @Override
  public Mono<Boolean> act(Link link, Client client) {
    return accounts
        .change(
            link.userId(),
            account ->
                isOpen(link, account)
                    ? Optional.of(stopped(account, link, client))
                    : Optional.empty())
        .map(Accounts.Changed::done);
  }

  private Accounts.Change stopped(Account account, Link link, Client client) {
    return new Accounts.Change(
        account
            .edit()
            .recovery(account.recovery().stoppedBy(link.id(), link.expiresAt(), clock.instant()))
            .endSessions(null)
            .done(),
        List.of(
            events.changesStopped(
                account,
                new Cause(link.id(), client.device(), personal.whereabouts(account, client)))));
  }
}
