package org.twofold.gateway.operator;

import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.client.Client;
import org.twofold.gateway.link.Link;
import org.twofold.gateway.recovery.LinkAction;
import reactor.core.publisher.Mono;

/** Stops the removal of a factor that its notice was about (D5): one that is no more on its way. */
@Component
class StopRemoval implements LinkAction {

  private final FactorRemoval removal;

  StopRemoval(FactorRemoval removal) {
    this.removal = removal;
  }

  @Override
  public Link.Kind kind() {
    return Link.Kind.CANCEL;
  }

  @Override
  public boolean isOpen(Link link, Account account) {
    return account.support().removal(link.subject()).isPresent() && !account.isErased();
  }

  @Override
  public Mono<Boolean> act(Link link, Client client) {
    return removal.stop(link.userId(), link.subject());
  }
}
