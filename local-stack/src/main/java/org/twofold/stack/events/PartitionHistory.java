package org.twofold.stack.events;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One partition on its way into the history. */
final class PartitionHistory {

  /** How many of its events are held, so that small disorder is mended. */
  static final int AHEAD = 64;

  private final long end;
  private final History.Reader reader;
  private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
  private final Queue<ShownEvent> ahead = new PriorityQueue<>(ShownEvent.BY_TIME);
  private long position;

  /**
   * @param end the offset where it ends
   */
  PartitionHistory(long end, History.Reader reader) {
    this.end = end;
    this.reader = reader;
  }

  /** Whether its next event is not known before more of it is fetched. */
  boolean isHungry() {
    return fetched.isEmpty() && ahead.size() < AHEAD && position < end;
  }

  boolean isEmpty() {
    return ahead.isEmpty();
  }

  boolean isBefore(PartitionHistory other) {
    return ShownEvent.BY_TIME.compare(ahead.element(), other.ahead.element()) < 0;
  }

  void add(ConsumerRecord<byte[], byte[]> next) {
    fetched.add(next);
  }

  /**
   * Reads of what was fetched as much as is held.
   *
   * @param offset up to which it was fetched
   */
  void readAhead(long offset) throws InterruptedException {
    position = offset;
    readAhead();
  }

  private void readAhead() throws InterruptedException {
    while (ahead.size() < AHEAD && !fetched.isEmpty()) {
      reader.read(fetched.remove()).ifPresent(ahead::add);
    }
  }

  /** The earliest of those that are held. */
  ShownEvent take() throws InterruptedException {
    ShownEvent first = ahead.remove();
    readAhead();
    return first;
  }
}
