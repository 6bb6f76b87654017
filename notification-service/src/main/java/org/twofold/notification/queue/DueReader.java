package org.twofold.notification.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics as one of an ordinary group and does each record when its time has come, at once
 * where it has none: one due in a minute does not hold up one due in a second, in whatever order
 * they came.
 */
public final class DueReader implements Loop.Body {

  private static final Logger LOG = LoggerFactory.getLogger(DueReader.class);

  /** Between two looks at what is being worked on. */
  private static final Duration SOON = Duration.ofMillis(5);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_TRIES = 10;

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Collection<String> topics;
  private final Work work;
  private final Executor threads;
  private final int most;
  private final InstantSource clock;

  /**
   * A reader.
   *
   * @param most records worked on at the same time
   */
  public DueReader(
      Supplier<Consumer<String, byte[]>> consumers,
      Collection<String> topics,
      Work work,
      Executor threads,
      int most,
      InstantSource clock) {
    this.consumers = consumers;
    this.topics = topics;
    this.work = work;
    this.threads = threads;
    this.most = most;
    this.clock = clock;
  }

  @Override
  public void run(Loop loop) {
    try (Consumer<String, byte[]> consumer = consumers.get()) {
      Reading reading = new Reading(consumer);
      consumer.subscribe(topics, reading);
      while (!loop.isStopped()) {
        reading.step();
      }
      reading.settle();
    }
  }

  /** What one consumer has in hand. */
  private final class Reading implements ConsumerRebalanceListener {

    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, Backlog> backlogs = new HashMap<>();
    private final ConcurrentLinkedQueue<Ended> ended = new ConcurrentLinkedQueue<>();
    private int running;
    private boolean changed;

    private record Ended(Backlog.Waiting one, boolean done) {}

    Reading(Consumer<String, byte[]> consumer) {
      this.consumer = consumer;
    }

    void step() {
      for (ConsumerRecord<String, byte[]> received : consumer.poll(running > 0 ? SOON : POLL)) {
        take(received);
      }
      begin();
      collect();
      commit();
      backlogs.forEach(this::hold);
    }

    private void take(ConsumerRecord<String, byte[]> received) {
      Backlog backlog = backlogs.get(partition(received));
      if (backlog == null) {
        return;
      }
      if (work.concerns(received)) {
        backlog.add(received, work.due(received));
      } else {
        backlog.skip(received.offset());
        changed = true;
      }
    }

    private void begin() {
      Instant now = clock.instant();
      for (Backlog backlog : backlogs.values()) {
        Backlog.Waiting one = running < most ? backlog.take(now) : null;
        while (one != null) {
          Backlog.Waiting begun = one;
          running++;
          threads.execute(() -> ended.add(new Ended(begun, isDone(begun))));
          one = running < most ? backlog.take(now) : null;
        }
      }
    }

    private void collect() {
      for (Ended end = ended.poll(); end != null; end = ended.poll()) {
        running--;
        Backlog.Waiting one = end.one();
        Backlog backlog = backlogs.get(partition(one.received()));
        if (backlog != null && end.done()) {
          backlog.finish(one.offset());
          changed = true;
        } else if (backlog != null) {
          backlog.putBack(one.again(clock.instant().plus(PAUSE)));
        }
      }
    }

    private void commit() {
      if (changed) {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        backlogs.forEach((partition, backlog) -> positions.put(partition, backlog.position()));
        consumer.commitSync(positions);
        changed = false;
      }
    }

    private void hold(TopicPartition partition, Backlog backlog) {
      if (backlog.isFull()) {
        consumer.pause(Set.of(partition));
      } else {
        consumer.resume(Set.of(partition));
      }
    }

    /** Waits for what is being done, so that whoever reads on does not do it again. */
    void settle() {
      long begun = System.nanoTime();
      while (running > 0 && System.nanoTime() - begun < PATIENCE.toNanos()) {
        collect();
        LockSupport.parkNanos(POLL.toNanos() / 10);
      }
      commit();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
      for (TopicPartition partition : partitions) {
        backlogs.put(partition, new Backlog(committed.get(partition)));
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      settle();
      backlogs.keySet().removeAll(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      backlogs.keySet().removeAll(partitions);
    }
  }

  private boolean isDone(Backlog.Waiting one) {
    try {
      if (one.tries() >= MOST_TRIES) {
        work.giveUp(one.received());
      } else {
        work.on(one.received());
      }
      return true;
    } catch (RuntimeException e) {
      LOG.warn("A record is done again: {}", e.getClass().getName());
      return false;
    }
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> received) {
    return new TopicPartition(received.topic(), received.partition());
  }
}
