package org.twofold.notification.queue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twofold.messaging.BrokerRefusal;

/** A thread that begins anew when it fails, until it is stopped. */
public final class Loop {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final Duration BREATH = Duration.ofSeconds(1);

  /** What the broker refuses is refused until somebody mends it. */
  private static final Duration LONG_BREATH = Duration.ofSeconds(15);

  private final String name;
  private final Body body;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Thread thread;

  /** What it does: opens what it needs and goes on until the loop is stopped. */
  public interface Body {
    /** Goes on until {@link Loop#isStopped()}. */
    void run(Loop loop);
  }

  /** A loop of that name. */
  public Loop(String name, Body body) {
    this.name = name;
    this.body = body;
  }

  /** Begins. */
  public void start() {
    thread = Thread.ofPlatform().name(name).start(this::run);
  }

  private void run() {
    while (!isStopped()) {
      try {
        body.run(this);
      } catch (RuntimeException | Error e) {
        // names of classes only: a message could quote what it was about
        String refusal = BrokerRefusal.sentence(e).orElse(null);
        LOG.warn(
            "{} failed and begins anew: {}",
            name,
            refusal == null ? e.getClass().getName() : refusal);
        rest(refusal == null ? BREATH : LONG_BREATH);
      }
    }
  }

  /** Whether it is to end. */
  public boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** Waits; not longer than until it is to end. */
  public void rest(Duration pause) {
    try {
      stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that it is to end. */
  public void stop() {
    stopped.countDown();
  }

  /** Waits until it has ended. */
  public void join(Duration limit) {
    try {
      if (thread != null && limit.isPositive()) {
        thread.join(limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
