package org.twofold.stack.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How often a process died of late, and so when to start it again: after 1, 2, 4, 8 s. */
final class Deaths {

  private static final Duration LATELY = Duration.ofMinutes(1);
  private static final int TOO_MANY = 5;

  private final Duration first;
  private final Deque<Instant> recent = new ArrayDeque<>();

  /**
   * @param first how long to wait after the first death; each further one doubles it
   */
  Deaths(Duration first) {
    this.first = first;
  }

  /** How long to wait after this death; empty when it died too often to be started again. */
  Optional<Duration> record(Instant moment) {
    recent.removeIf(death -> death.isBefore(moment.minus(LATELY)));
    recent.add(moment);
    return recent.size() < TOO_MANY
        ? Optional.of(first.multipliedBy(1L << (recent.size() - 1)))
        : Optional.empty();
  }

  void forget() {
    recent.clear();
  }
}
