package org.twofold.gateway.recovery;

import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Lock;
import org.twofold.gateway.client.Client;
import org.twofold.gateway.link.Link;
import org.twofold.gateway.mfa.FactorLocks;
import reactor.core.publisher.Mono;

/**
 * Opens the factor that a notice of its lock was about (B5). The mfa-service, which keeps the lock,
 * opens that one and none that began later, so the link has its effect once.
 */
@Component
class UnlockFactor implements LinkAction {

  private final FactorLocks locks;

  UnlockFactor(FactorLocks locks) {
    this.locks = locks;
  }

  @Override
  public Link.Kind kind() {
    return Link.Kind.UNLOCK;
  }

  @Override
  public boolean isOpen(Link link, Account account) {
    return account.locks().get(link.subject()) instanceof Lock lock
        && lock.locked()
        && !account.isErased();
  }

  @Override
  public Mono<Boolean> act(Link link, Client client) {
    return locks.open(link.userId(), link.subject(), link.issuedAt(), link.id());
  }
}
