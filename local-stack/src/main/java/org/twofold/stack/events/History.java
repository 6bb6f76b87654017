package org.twofold.stack.events;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What was there when it was asked for, merged by time in constant memory: of each partition only
 * the next few events are held, and the earliest of them all goes first.
 *
 * <p>That is in order as far as each partition is. Records of a partition stand in the order in
 * which they were published, which is that of their time but for what a relay published late: after
 * a crash, or when the broker was away. A record that was overtaken by fewer than {@value
 * PartitionHistory#AHEAD} of its partition still comes in its place, a later one where it was
 * published.
 */
final class History {

  private static final Duration POLL = Duration.ofMillis(250);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, PartitionHistory> partitions = new LinkedHashMap<>();

  /** Makes an event of a record; empty for one that is not shown. */
  interface Reader {
    Optional<ShownEvent> read(ConsumerRecord<byte[], byte[]> from) throws InterruptedException;
  }

  /**
   * @param consumer to which the partitions are assigned, at where to begin
   */
  History(Consumer<byte[], byte[]> consumer, List<TopicPartition> of, Reader reader) {
    this.consumer = consumer;
    consumer
        .endOffsets(of)
        .forEach((partition, end) -> partitions.put(partition, new PartitionHistory(end, reader)));
  }

  /** Gives every event, and leaves the consumer behind them. */
  void forEach(java.util.function.Consumer<ShownEvent> taker) throws InterruptedException {
    fetch(hungry());
    for (PartitionHistory next = earliest(); next != null; next = earliest()) {
      taker.accept(next.take());
      if (next.isHungry()) {
        fetch(hungry());
      }
    }
    consumer.resume(consumer.assignment());
  }

  private @Nullable PartitionHistory earliest() {
    PartitionHistory earliest = null;
    for (PartitionHistory each : partitions.values()) {
      if (!each.isEmpty() && (earliest == null || each.isBefore(earliest))) {
        earliest = each;
      }
    }
    return earliest;
  }

  private List<TopicPartition> hungry() {
    return partitions.entrySet().stream()
        .filter(each -> each.getValue().isHungry())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Asks for more of these only, until each has enough or is at its end. */
  private void fetch(List<TopicPartition> first) throws InterruptedException {
    for (List<TopicPartition> of = first; !of.isEmpty(); of = hungry()) {
      consumer.pause(consumer.assignment());
      consumer.resume(of);
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
        history(new TopicPartition(each.topic(), each.partition())).add(each);
      }
      for (TopicPartition partition : of) {
        history(partition).readAhead(consumer.position(partition));
      }
    }
  }

  private PartitionHistory history(TopicPartition partition) {
    PartitionHistory history = partitions.get(partition);
    if (history == null) {
      throw new IllegalStateException("Nobody asked for " + partition);
    }
    return history;
  }
}
