package org.twofold.messaging;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Where a thread of a listener or a relay, never an event loop, waits for what it began. */
public final class Handling {

  private static final Duration LIMIT = Duration.ofSeconds(40);

  private Handling() {}

  /**
   * Waits for the end.
   *
   * @return the value, null if there is none
   * @throws RuntimeException what it failed with; an IllegalStateException after 40 s
   */
  public static <T> @Nullable T finish(Mono<T> work) {
    return work.block(LIMIT);
  }

  /** Waits for the end of a publication. */
  public static void finish(CompletableFuture<Void> work) {
    Mono.fromFuture(work).block(LIMIT);
  }
}
