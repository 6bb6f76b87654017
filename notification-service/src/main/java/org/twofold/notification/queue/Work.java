package org.twofold.notification.queue;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is done with records. */
public interface Work {

  /** Whether a record of a retry topic is ours at all. */
  boolean concerns(ConsumerRecord<String, byte[]> received);

  /** When a record of a retry topic is to be done. */
  Instant due(ConsumerRecord<String, byte[]> received);

  /**
   * Does it; afterwards the record is done with.
   *
   * @throws RuntimeException if it is to be done again
   */
  void on(ConsumerRecord<String, byte[]> received);

  /**
   * Gives a record up that failed too often, so that nothing is lost.
   *
   * @throws RuntimeException if that cannot be done now
   */
  void giveUp(ConsumerRecord<String, byte[]> received);
}
