package org.twofold.messaging;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a record that nobody could handle into the dead-letter topic of its topic, whole and with
 * the reason.
 */
public final class Parking {

  /** Header: why, without personal data. */
  public static final String REASON = "twofold-dead-reason";

  private static final Logger LOG = LoggerFactory.getLogger(Parking.class);

  private final EventPublisher publisher;
  private final InstantSource clock;

  Parking(EventPublisher publisher, InstantSource clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * Parks; done when the broker has it.
   *
   * @param reason a few words without personal data
   */
  public CompletableFuture<Void> park(ConsumerRecord<String, byte[]> received, String reason) {
    String dead = EventReader.topic(received.topic()).dead();
    LOG.error(
        "Parked record {}-{}@{} in {}: {}. Nothing is lost; it waits there.",
        received.topic(),
        received.partition(),
        received.offset(),
        dead,
        reason);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(REASON, reason);
    headers.put("twofold-dead-from", received.topic());
    headers.put("twofold-dead-partition", Integer.toString(received.partition()));
    headers.put("twofold-dead-offset", Long.toString(received.offset()));
    headers.put("twofold-dead-at", clock.instant().toString());
    return publisher.republish(dead, received, headers);
  }
}
