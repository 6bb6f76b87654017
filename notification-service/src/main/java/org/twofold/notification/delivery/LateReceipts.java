package org.twofold.notification.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.DeliveryState;
import org.twofold.events.Method;
import org.twofold.events.Refusal;
import org.twofold.notification.channel.DeliveryReceipts;

/**
 * Tells what a provider says of a message after it took it. Kept in memory only: a worker that dies
 * takes with it which message a later receipt was for, and the message stays SENT.
 */
@Component
class LateReceipts implements DeliveryReceipts {

  private static final int MOST = 10_000;

  private final Reports reports;
  private final Map<String, Sent> sent = new Bounded<>();

  /** A receipt can overtake the answer that names its message. */
  private final Map<String, Boolean> early = new Bounded<>();

  private record Sent(Task task, Method method, int attempt, String provider) {}

  LateReceipts(Reports reports) {
    this.reports = reports;
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
    report(message, delivered);
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
    report(message, delivered);
  }

  private void report(@Nullable Sent message, @Nullable Boolean delivered) {
    if (message != null && delivered != null) {
      Result result =
          delivered
              ? new Result(DeliveryState.DELIVERED, message.provider(), null, null, null)
              : Result.failed(message.provider(), Refusal.PERMANENT);
      reports.publish(message.task(), message.method(), message.attempt(), result);
    }
  }

  private static final class Bounded<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > MOST;
    }
  }
}
