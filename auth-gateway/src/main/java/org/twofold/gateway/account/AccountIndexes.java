package org.twofold.gateway.account;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.twofold.messaging.Handling;

/**
 * Makes the unique indexes before the first request: without them two accounts could share an
 * address.
 */
@Component
class AccountIndexes implements SmartLifecycle {

  private final Accounts accounts;
  private final Registrations registrations;
  private volatile boolean made;

  AccountIndexes(Accounts accounts, Registrations registrations) {
    this.accounts = accounts;
    this.registrations = registrations;
  }

  @Override
  public void start() {
    Handling.finish(accounts.makeIndexes().then(registrations.makeIndexes()));
    made = true;
  }

  @Override
  public void stop() {
    made = false;
  }

  @Override
  public boolean isRunning() {
    return made;
  }

  /** Before the web server. */
  @Override
  public int getPhase() {
    return 0;
  }
}
