package org.twofold.gateway.login;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.twofold.messaging.Handling;

/** Makes the index by which a user's sessions are listed, before the first request. */
@Component
class LoginIndexes implements SmartLifecycle {

  private final Logins logins;
  private volatile boolean made;

  LoginIndexes(Logins logins) {
    this.logins = logins;
  }

  @Override
  public void start() {
    Handling.finish(logins.makeIndexes());
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
