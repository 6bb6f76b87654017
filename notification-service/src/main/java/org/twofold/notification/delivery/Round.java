package org.twofold.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.Refusal;
import org.twofold.messaging.EventPublisher;
import org.twofold.messaging.EventReader;
import org.twofold.messaging.Handling;
import org.twofold.messaging.Parking;
import org.twofold.notification.channel.Route;

/**
 * One record: every message that it asks of a method is tried once and reported; where a provider
 * may take one later, the record goes to the retry topic, marked with that recipient and the time.
 * When this returns the record is done with.
 */
@Component
class Round {

  private final EventReader reader;
  private final Courier courier;
  private final Handed handed;
  private final Reports reports;
  private final LateReceipts receipts;
  private final EventPublisher publisher;
  private final Parking parking;
  private final Clock clock;

  Round(
      EventReader reader,
      Courier courier,
      Handed handed,
      Reports reports,
      LateReceipts receipts,
      EventPublisher publisher,
      Parking parking,
      Clock clock) {
    this.reader = reader;
    this.courier = courier;
    this.handed = handed;
    this.reports = reports;
    this.receipts = receipts;
    this.publisher = publisher;
    this.parking = parking;
    this.clock = clock;
  }

  /** Whether a record asks for any message by that route; most facts ask for none. */
  boolean asks(ConsumerRecord<String, byte[]> received, Route route) {
    return !Tasks.of(reader.read(received), received.key(), route.method()).isEmpty();
  }

  /**
   * Works a record off.
   *
   * @param mark which of its messages, where it is not tried for the first time
   */
  void go(ConsumerRecord<String, byte[]> received, Route route, @Nullable Mark mark) {
    for (Task task : Tasks.of(reader.read(received), received.key(), route.method())) {
      if (mark == null || mark.position() == task.position()) {
        go(received, route, task, mark);
      }
    }
  }

  private void go(
      ConsumerRecord<String, byte[]> received, Route route, Task task, @Nullable Mark mark) {
    int attempt = mark == null ? 1 : mark.attempt() + 1;
    String message = route.method() + ":" + task.messageId();
    Result result = handed.once(message, () -> courier.deliver(task, route, attempt));
    if (!result.isSpared() || mark == null) {
      reports.publish(task, route.method(), attempt, result);
    }
    receipts.expect(task, route.method(), attempt, result);
    Duration pause = result.pause();
    if (pause != null) {
      int tries = result.isSpared() ? attempt - 1 : attempt;
      Instant notBefore = clock.instant().plus(pause);
      later(received, new Mark(route.method(), task.position(), tries, notBefore));
    } else if (result.refusal() == Refusal.UNREADABLE) {
      Handling.finish(parking.park(received, "NOT_OPENED"));
    }
  }

  private void later(ConsumerRecord<String, byte[]> received, Mark mark) {
    Handling.finish(
        publisher.republish(EventReader.topic(received.topic()).retry(), received, mark.headers()));
  }
}
