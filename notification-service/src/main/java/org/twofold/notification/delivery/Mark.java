package org.twofold.notification.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Method;

/**
 * What a record in a retry topic says in its headers: one message of the event, and when it is to
 * be tried again.
 *
 * @param method by which
 * @param position of the recipient
 * @param attempt tries so far
 * @param notBefore the time
 */
record Mark(Method method, int position, int attempt, Instant notBefore) {

  private static final String METHOD = "twofold-method";
  private static final String POSITION = "twofold-recipient";
  private static final String ATTEMPT = "twofold-attempt";
  private static final String NOT_BEFORE = "twofold-not-before";

  /**
   * The mark of a record; null where it has none: it is on its own topic.
   *
   * @throws IllegalArgumentException if its headers are none of ours
   */
  static @Nullable Mark of(ConsumerRecord<String, byte[]> received) {
    String notBefore = header(received, NOT_BEFORE);
    try {
      return notBefore == null
          ? null
          : new Mark(
              Method.valueOf(header(received, METHOD)),
              Integer.parseInt(String.valueOf(header(received, POSITION))),
              Integer.parseInt(String.valueOf(header(received, ATTEMPT))),
              Instant.parse(notBefore));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("Not the headers of a retry", e);
    }
  }

  Map<String, String> headers() {
    return Map.of(
        METHOD, method.name(),
        POSITION, Integer.toString(position),
        ATTEMPT, Integer.toString(attempt),
        NOT_BEFORE, notBefore.toString());
  }

  private static @Nullable String header(ConsumerRecord<String, byte[]> received, String name) {
    Header header = received.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }
}
