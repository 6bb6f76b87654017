package org.twofold.notification.delivery;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.twofold.events.DeliveryState;

/**
 * Remembers the messages that this process handed over lately, so that a record that comes again
 * here does not send them again (H6). A record that comes to another worker may: the message is the
 * same, with the same code.
 */
@Component
class Handed {

  private static final int MOST = 10_000;
  private static final int LOCKS = 1024;

  private final Lock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

  private final Map<String, Result> sent =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Result> eldest) {
              return size() > MOST;
            }
          });

  /** Sends, unless it was sent already; one that is being sent is waited for. */
  Result once(String messageId, Supplier<Result> send) {
    Lock lock = locks[Math.floorMod(messageId.hashCode(), LOCKS)];
    lock.lock();
    try {
      Result known = sent.get(messageId);
      if (known != null) {
        return known;
      }
      Result result = send.get();
      if (result.state() == DeliveryState.SENT) {
        sent.put(messageId, result);
      }
      return result;
    } finally {
      lock.unlock();
    }
  }
}
