package org.twofold.notification.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.stereotype.Component;
import org.twofold.events.DeliveryState;
import org.twofold.events.Refusal;
import org.twofold.messaging.EventPublisher;
import org.twofold.messaging.EventReader;
import org.twofold.messaging.Handling;
import org.twofold.messaging.Parking;

/**
 * One record: every message that it asks of a channel is tried once and reported; where a provider
 * may take it later, the record goes to the retry topic with its time. When this returns the record
 * is done with.
 */
@Component
class Round {

  /** Header: not to be tried before, RFC 3339. */
  static final String NOT_BEFORE = "twofold-not-before";

  /** Header: tries so far. */
  static final String ATTEMPT = "twofold-attempt";

  private final EventReader reader;
  private final Courier courier;
  private final Reports reports;
  private final EventPublisher publisher;
  private final Parking parking;
  private final DeliverySettings settings;
  private final Clock clock;

  Round(
      EventReader reader,
      Courier courier,
      Reports reports,
      EventPublisher publisher,
      Parking parking,
      DeliverySettings settings,
      Clock clock) {
    this.reader = reader;
    this.courier = courier;
    this.reports = reports;
    this.publisher = publisher;
    this.parking = parking;
    this.settings = settings;
    this.clock = clock;
  }

  void go(ConsumerRecord<String, byte[]> received, Channel channel) {
    int attempt = attempts(received) + 1;
    boolean again = false;
    for (Task task : Tasks.of(reader.read(received), channel.id())) {
      Result result = courier.deliver(task, channel, attempt);
      reports.publish(task, channel.id(), attempt, result);
      again |= result.state() == DeliveryState.RETRYING;
      if (result.refusal() == Refusal.UNREADABLE) {
        Handling.finish(parking.park(received, "NOT_OPENED"));
      }
    }
    if (again) {
      later(received, attempt);
    }
  }

  private void later(ConsumerRecord<String, byte[]> received, int attempt) {
    Instant due = clock.instant().plus(settings.pauseAfter(attempt));
    Handling.finish(
        publisher.republish(
            EventReader.topic(received.topic()).retry(),
            received,
            Map.of(NOT_BEFORE, due.toString(), ATTEMPT, Integer.toString(attempt))));
  }

  private static int attempts(ConsumerRecord<String, byte[]> received) {
    Header header = received.headers().lastHeader(ATTEMPT);
    return header == null ? 0 : Integer.parseInt(new String(header.value(), UTF_8));
  }
}
