package org.twofold.gateway.operator;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Completes the removals whose time has come. Every gateway does: an account changes once, whoever
 * comes first.
 */
@Component
class RemovalSweep implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RemovalSweep.class);

  private final DueRemovals due;
  private final FactorRemoval removal;
  private final OperatorSettings settings;
  private final Clock clock;
  private volatile @Nullable Disposable running;

  RemovalSweep(DueRemovals due, FactorRemoval removal, OperatorSettings settings, Clock clock) {
    this.due = due;
    this.removal = removal;
    this.settings = settings;
    this.clock = clock;
  }

  /** Looks once; how many were completed. */
  Mono<Long> pass() {
    return due.at(clock.instant())
        .concatMap(
            one ->
                removal
                    .complete(one.userId(), one.id())
                    .flatMap(done -> due.forget(one).thenReturn(done))
                    .onErrorResume(failure -> Mono.just(failed(failure))))
        .filter(done -> done)
        .count();
  }

  /** It is still noted, and so tried again. */
  private static boolean failed(Throwable failure) {
    LOG.warn("A removal is tried again: {}", failure.getClass().getSimpleName());
    return false;
  }

  @Override
  public void start() {
    running =
        Flux.interval(settings.removalSweep())
            .onBackpressureDrop()
            .concatMap(tick -> pass().onErrorResume(failure -> Mono.just(none(failure))))
            .subscribe();
  }

  private static long none(Throwable failure) {
    LOG.warn("Removals could not be looked for: {}", failure.getClass().getSimpleName());
    return 0;
  }

  @Override
  public void stop() {
    if (running instanceof Disposable sweeping) {
      sweeping.dispose();
    }
    running = null;
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }
}
