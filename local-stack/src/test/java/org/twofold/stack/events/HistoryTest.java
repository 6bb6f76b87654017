package org.twofold.stack.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class HistoryTest {

  private final Broker broker = new Broker();

  @Test
  void mergesPartitionsByTime() throws Exception {
    broker.put(0, 10, 40, 50);
    broker.put(1, 20, 30, 60);
    broker.put(2);

    assertThat(shown()).containsExactly(10L, 20L, 30L, 40L, 50L, 60L);
  }

  @Test
  void mendsSmallDisorder() throws Exception {
    broker.put(0, 20, 30, 10, 40);
    broker.put(1, 25);

    assertThat(shown()).containsExactly(10L, 20L, 25L, 30L, 40L);
  }

  @Test
  void leavesOutWhatIsNotAskedForAlsoAtTheEnd() throws Exception {
    broker.put(0, 10, -1, -1);
    broker.put(1, -1);

    assertThat(shown()).containsExactly(10L);
  }

  @Test
  void holdsAFewOfEachPartitionHoweverLongItIs() throws Exception {
    Random random = new Random(7);
    List<Long> all = new ArrayList<>();
    for (int partition = 0; partition < 3; partition++) {
      long[] times = random.longs(5_000, 0, 1_000_000).sorted().toArray();
      broker.put(partition, times);
      LongStream.of(times).forEach(all::add);
    }

    assertThat(shown()).containsExactlyElementsOf(all.stream().sorted().toList());
    assertThat(broker.mostAhead).isLessThanOrEqualTo(3 * (PartitionHistory.AHEAD + Broker.A_POLL));
  }

  @Test
  void leavesTheConsumerReadyForWhatComes() throws Exception {
    broker.put(0, LongStream.range(0, 2 * Broker.A_POLL).toArray());
    broker.put(1, 10);
    shown();

    assertThat(broker.consumer.paused()).isEmpty();
  }

  private List<Long> shown() throws InterruptedException {
    broker.consumer.seekToBeginning(broker.partitions());
    List<Long> times = new ArrayList<>();
    new History(broker.consumer, broker.partitions(), Broker::event)
        .forEach(
            event -> {
              times.add(event.occurredAt());
              broker.mostAhead = Math.max(broker.mostAhead, broker.given - times.size());
            });
    return times;
  }

  /** Records that are nothing but a time; a negative one is of somebody else. */
  private static final class Broker {

    static final int A_POLL = 500;

    final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    final Feeding consumer = new Feeding();
    int given;
    int mostAhead;

    void put(int partition, long... times) {
      List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
      for (long time : times) {
        byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(time).array();
        all.add(new ConsumerRecord<>("t", partition, all.size(), new byte[0], value));
      }
      records.put(new TopicPartition("t", partition), all);
      consumer.assign(records.keySet());
      Map<TopicPartition, Long> ends = new HashMap<>();
      records.forEach((each, list) -> ends.put(each, (long) list.size()));
      consumer.updateEndOffsets(ends);
      ends.replaceAll((each, end) -> 0L);
      consumer.updateBeginningOffsets(ends);
    }

    List<TopicPartition> partitions() {
      return List.copyOf(records.keySet());
    }

    static Optional<ShownEvent> event(ConsumerRecord<byte[], byte[]> from) {
      long time = ByteBuffer.wrap(from.value()).getLong();
      return time < 0
          ? Optional.empty()
          : Optional.of(new ShownEvent(time, 0, JsonNodeFactory.instance.objectNode()));
    }

    /** Gives of one partition at a time, as a real consumer does, and never of a paused one. */
    private final class Feeding extends MockConsumer<byte[], byte[]> {

      Feeding() {
        super("earliest");
      }

      @Override
      public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        for (TopicPartition partition : partitions()) {
          List<ConsumerRecord<byte[], byte[]>> all = records.get(partition);
          int from = (int) position(partition);
          if (!paused().contains(partition) && from < all.size()) {
            List<ConsumerRecord<byte[], byte[]>> next =
                all.subList(from, Math.min(from + A_POLL, all.size()));
            seek(partition, from + next.size());
            given += next.size();
            return new ConsumerRecords<>(Map.of(partition, next), Map.of());
          }
        }
        return ConsumerRecords.empty();
      }
    }
  }
}
