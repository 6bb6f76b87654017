package org.twofold.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twofold.events.Topic;

/**
 * Puts a record that nobody could handle into the dead-letter topic of its topic, whole and with
 * the reason.
 */
public final class Parking {

  /** Header: why, without personal data. */
  public static final String REASON = "twofold-dead-reason";

  /** Counter of parked records, by {@code topic} and {@code reason}. */
  public static final String COUNT = "twofold.records.parked";

  private static final Logger LOG = LoggerFactory.getLogger(Parking.class);

  private final EventPublisher publisher;
  private final InstantSource clock;
  private final MeterRegistry meters;

  Parking(EventPublisher publisher, InstantSource clock, MeterRegistry meters) {
    this.publisher = publisher;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * Parks; done when the broker has it.
   *
   * @param reason a few words without personal data
   */
  public CompletableFuture<Void> park(ConsumerRecord<String, byte[]> received, String reason) {
    Topic<?> topic = EventReader.topic(received.topic());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(REASON, reason);
    headers.put("twofold-dead-from", received.topic());
    headers.put("twofold-dead-partition", Integer.toString(received.partition()));
    headers.put("twofold-dead-offset", Long.toString(received.offset()));
    headers.put("twofold-dead-at", clock.instant().toString());
    return publisher
        .republish(topic.dead(), received, headers)
        .thenRun(() -> tell(received, topic, reason));
  }

  /** What somebody is to be alerted by. */
  private void tell(ConsumerRecord<String, byte[]> received, Topic<?> topic, String reason) {
    Counter count = meters.counter(COUNT, "topic", topic.name(), "reason", reason);
    count.increment();
    LOG.error(
        "Parked record {}-{}@{} in {}: {} ({} since this start). Nothing is lost; it waits there.",
        received.topic(),
        received.partition(),
        received.offset(),
        topic.dead(),
        reason,
        (long) count.count());
  }
}
