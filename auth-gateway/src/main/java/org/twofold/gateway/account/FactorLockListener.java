package org.twofold.gateway.account;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.twofold.events.FactorLocked;
import org.twofold.events.FactorUnlocked;
import org.twofold.events.Topics;
import org.twofold.messaging.Handling;

/**
 * Hears which methods take no codes for now, so that another one is asked for (B5). One that is
 * late or doubled changes nothing.
 */
@Component
class FactorLockListener {

  private final Accounts accounts;

  FactorLockListener(Accounts accounts) {
    this.accounts = accounts;
  }

  @KafkaListener(topics = Topics.Names.FACTOR_LOCKED, groupId = "auth-gateway")
  void on(FactorLocked event) {
    if (event.getUserId() instanceof String userId) {
      Lock lock =
          new Lock(event.getLockedUntil() == null, event.getLockedUntil(), event.getSequence());
      Handling.finish(accounts.lock(userId, event.getMethod(), lock));
    }
  }

  @KafkaListener(topics = Topics.Names.FACTOR_UNLOCKED, groupId = "auth-gateway")
  void on(FactorUnlocked event) {
    if (event.getUserId() instanceof String userId) {
      Lock open = new Lock(false, null, event.getSequence());
      Handling.finish(accounts.lock(userId, event.getMethod(), open));
    }
  }
}
