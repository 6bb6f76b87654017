package org.twofold.notification.delivery;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.twofold.events.DeliveryState;
import org.twofold.events.Method;
import org.twofold.events.Refusal;
import org.twofold.notification.channel.DeliveryReceipts;
import org.twofold.notification.queue.Loop;

/**
 * Tells what a provider says of a message after it took it, again and again until the broker has
 * it. Kept in memory only: a worker that dies takes with it which message a later receipt was for,
 * and the message stays SENT.
 */
@Component
class LateReceipts implements DeliveryReceipts, SmartLifecycle {

  /** Of each kind; beyond them the oldest are given up. */
  private static final int MOST = 10_000;

  private static final Duration GLANCE = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Telling telling;
  private final Map<String, Sent> sent = new Bounded<>();

  /** A receipt can overtake the answer that names its message. */
  private final Map<String, Boolean> early = new Bounded<>();

  private final BlockingDeque<Ended> untold = new LinkedBlockingDeque<>(MOST);
  private @Nullable Loop teller;

  /** Reports one end of a message; throws where that cannot be done now. */
  interface Telling {
    void publish(Task task, Method method, int attempt, Result result);
  }

  private record Sent(Task task, Method method, int attempt, String provider) {}

  private record Ended(Sent message, Result result) {}

  @Autowired
  LateReceipts(Reports reports) {
    this((Telling) reports::publish);
  }

  LateReceipts(Telling telling) {
    this.telling = telling;
  }

  /** A message was sent: what the provider says of it later is reported. */
  void expect(Task task, Method method, int attempt, Result result) {
    String reference = result.reference();
    String provider = result.provider();
    if (reference == null || provider == null) {
      return;
    }
    Sent message = new Sent(task, method, attempt, provider);
    String key = provider + ":" + reference;
    Boolean delivered;
    synchronized (this) {
      delivered = early.remove(key);
      if (delivered == null) {
        sent.put(key, message);
      }
    }
    note(message, delivered);
  }

  @Override
  public void arrived(String provider, String reference, boolean delivered) {
    String key = provider + ":" + reference;
    Sent message;
    synchronized (this) {
      message = sent.remove(key);
      if (message == null) {
        early.put(key, delivered);
      }
    }
    note(message, delivered);
  }

  /** The provider's connection and the workers do not wait for the broker. */
  private void note(@Nullable Sent message, @Nullable Boolean delivered) {
    if (message != null && delivered != null) {
      Result result =
          delivered
              ? new Result(DeliveryState.DELIVERED, message.provider(), null, null, null)
              : Result.failed(message.provider(), Refusal.PERMANENT);
      Ended ended = new Ended(message, result);
      while (!untold.offerLast(ended)) {
        untold.pollFirst();
      }
    }
  }

  private void tell(Loop loop) {
    while (!loop.isStopped()) {
      Ended next = next();
      if (next != null && !isTold(next)) {
        loop.rest(PAUSE);
      }
    }
  }

  private void tellTheRest() {
    Ended next = untold.pollFirst();
    while (next != null && isTold(next)) {
      next = untold.pollFirst();
    }
  }

  private @Nullable Ended next() {
    try {
      return untold.pollFirst(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** One that could not be told is the next again; where none else fits, it is the oldest. */
  private boolean isTold(Ended next) {
    boolean told = false;
    try {
      Sent message = next.message();
      telling.publish(message.task(), message.method(), message.attempt(), next.result());
      told = true;
    } catch (RuntimeException e) {
      return false;
    } finally {
      if (!told) {
        untold.offerFirst(next);
      }
    }
    return true;
  }

  @Override
  public void start() {
    Loop loop = new Loop("late-receipts", this::tell);
    teller = loop;
    loop.start();
  }

  @Override
  public void stop() {
    if (teller instanceof Loop loop) {
      loop.stop();
      loop.join(PATIENCE);
      tellTheRest();
    }
    teller = null;
  }

  @Override
  public boolean isRunning() {
    return teller != null;
  }

  /** Stops after the workers, whose last messages it may have to tell of. */
  @Override
  public int getPhase() {
    return Workers.PHASE - 1;
  }

  private static final class Bounded<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > MOST;
    }
  }
}
