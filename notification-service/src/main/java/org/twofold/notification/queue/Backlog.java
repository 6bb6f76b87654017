package org.twofold.notification.queue;

import java.time.Instant;
import java.util.Base64;
import java.util.BitSet;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What waits of one partition, done in the order of its times and not of its offsets. Which offsets
 * beyond the first open one are done already stands in the metadata of the committed offset, so
 * that whoever reads on after a crash does not do them again.
 */
final class Backlog {

  /** Offsets beyond the first open one; their bits fit the 4,096 bytes that the broker takes. */
  private static final int WINDOW = 20_000;

  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(Comparator.comparing(Waiting::due).thenComparing(Waiting::offset));

  private final TreeMap<Long, Waiting> open = new TreeMap<>();
  private final TreeSet<Long> done = new TreeSet<>();
  private long next;

  /**
   * A record and its time.
   *
   * @param tries that failed here
   */
  record Waiting(ConsumerRecord<String, byte[]> received, Instant due, int tries) {
    long offset() {
      return received.offset();
    }

    Waiting again(Instant later) {
      return new Waiting(received, later, tries + 1);
    }
  }

  /** Goes on where a committed offset says. */
  Backlog(@Nullable OffsetAndMetadata committed) {
    if (committed != null) {
      next = committed.offset();
      BitSet bits = BitSet.valueOf(decode(committed.metadata()));
      bits.stream().forEach(bit -> done.add(next + bit));
    }
  }

  private static byte[] decode(String metadata) {
    try {
      return Base64.getDecoder().decode(metadata);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** Takes a record in, unless it is done already. */
  void add(ConsumerRecord<String, byte[]> received, Instant due) {
    next = Math.max(next, received.offset() + 1);
    if (!done.contains(received.offset())) {
      Waiting one = new Waiting(received, due, 0);
      open.put(one.offset(), one);
      waiting.add(one);
    }
  }

  /** Passes over a record that is none of ours. */
  void skip(long offset) {
    next = Math.max(next, offset + 1);
    done.add(offset);
  }

  /** Takes out the one whose time came first; null if none's has. */
  @Nullable Waiting take(Instant now) {
    Waiting first = waiting.peek();
    return first == null || first.due().isAfter(now) ? null : waiting.poll();
  }

  /** One that was taken out waits again. */
  void putBack(Waiting one) {
    open.put(one.offset(), one);
    waiting.add(one);
  }

  /** One that was taken out is done. */
  void finish(long offset) {
    open.remove(offset);
    done.add(offset);
  }

  /** Whether no more may be read until the first open one is done. */
  boolean isFull() {
    return !open.isEmpty() && next - open.firstKey() >= WINDOW;
  }

  /** What to commit. */
  OffsetAndMetadata position() {
    long first = open.isEmpty() ? next : open.firstKey();
    done.headSet(first).clear();
    BitSet bits = new BitSet();
    done.forEach(offset -> bits.set((int) (offset - first)));
    return new OffsetAndMetadata(first, Base64.getEncoder().encodeToString(bits.toByteArray()));
  }
}
