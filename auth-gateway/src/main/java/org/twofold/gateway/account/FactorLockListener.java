package org.twofold.gateway.account;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.twofold.events.FactorLocked;
import org.twofold.events.FactorUnlocked;
import org.twofold.events.Topics;
import org.twofold.messaging.Handling;

/**
 * Hears which methods take no codes for now, so that another one is asked for, and tells of a lock
 * and its end in the same update (B5). One that is late or doubled changes nothing.
 */
@Component
class FactorLockListener {

  private final Accounts accounts;
  private final AccountEvents events;

  FactorLockListener(Accounts accounts, AccountEvents events) {
    this.accounts = accounts;
    this.events = events;
  }

  @KafkaListener(topics = Topics.Names.FACTOR_LOCKED, groupId = "auth-gateway")
  void on(FactorLocked event) {
    if (event.getUserId() instanceof String userId) {
      boolean isLocked = event.getLockedUntil() == null;
      Lock lock = new Lock(isLocked, event.getLockedUntil(), event.getSequence());
      Handling.finish(
          accounts
              .find(userId)
              .flatMap(
                  account ->
                      isLocked
                          ? accounts.lock(
                              userId, event.getMethod(), lock, events.locked(account, event))
                          : accounts.lock(userId, event.getMethod(), lock)));
    }
  }

  @KafkaListener(topics = Topics.Names.FACTOR_UNLOCKED, groupId = "auth-gateway")
  void on(FactorUnlocked event) {
    if (event.getUserId() instanceof String userId) {
      Lock open = new Lock(false, null, event.getSequence());
      Handling.finish(
          accounts
              .find(userId)
              .flatMap(
                  account ->
                      accounts.lock(
                          userId, event.getMethod(), open, events.unlocked(account, event))));
    }
  }
}
