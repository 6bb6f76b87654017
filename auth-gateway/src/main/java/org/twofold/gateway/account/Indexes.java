package org.twofold.gateway.account;

import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.twofold.messaging.Handling;
import reactor.core.publisher.Flux;

/**
 * Makes the unique indexes before the first request: without them two accounts could share an
 * address.
 */
@Component
class Indexes implements SmartLifecycle {

  private final List<Indexed> collections;
  private volatile boolean made;

  Indexes(List<Indexed> collections) {
    this.collections = collections;
  }

  @Override
  public void start() {
    Handling.finish(Flux.fromIterable(collections).concatMap(Indexed::makeIndexes).then());
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
