package org.twofold.notification.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import org.twofold.events.Topic;

/** Makes the workers that take records from Kafka. */
@Component
public class Queues {

  /** How long the broker keeps a record for one worker: the deployment tells its groups. */
  private static final Duration LOCK = Duration.ofSeconds(30);

  private static final Duration REST = Duration.ofSeconds(1);

  private final KafkaProperties kafka;
  private final ConsumerFactory<String, byte[]> consumers;
  private final Clock clock;

  Queues(KafkaProperties kafka, ConsumerFactory<String, byte[]> consumers, Clock clock) {
    this.kafka = kafka;
    this.consumers = consumers;
    this.clock = clock;
  }

  /**
   * One worker of a share group. It reads a single topic: a member of several that gives the last
   * partition of one of them away has an assignment with an empty place in it, over which Kafka
   * 4.3's client and broker exchange heartbeats without end (ADR 8).
   */
  public Loop worker(String group, int number, Topic<?> topic, Work work, Executor threads) {
    return new Loop(
        group + "-" + number,
        new ShareWorker(
            () -> shareConsumer(group), topic.name(), work, threads, LOCK.dividedBy(3), REST));
  }

  /**
   * The one reader of an ordinary group.
   *
   * @param topics whose records are due at once, and those whose records say when they are
   * @param most records worked on at the same time
   */
  public Loop reader(
      String group, Collection<String> topics, Work work, Executor threads, int most) {
    return new Loop(
        group,
        new DueReader(
            () -> consumers.createConsumer(group, null), topics, work, threads, most, clock));
  }

  private ShareConsumer<String, byte[]> shareConsumer(String group) {
    Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
    // what a share consumer refuses to be told
    settings.remove(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);
    settings.remove(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG);
    settings.remove(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    settings.put("share.acquire.mode", "record_limit");
    settings.put("share.acknowledgement.mode", "explicit");
    return new KafkaShareConsumer<>(
        settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
