package org.twofold.notification.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  private final Backlog backlog = new Backlog(null);

  @Test
  void aRecordDueSoonIsNotHeldUpByOneDueLater() {
    backlog.add(at(0), NOW.plusSeconds(60));
    backlog.add(at(1), NOW.plusSeconds(2));

    assertThat(backlog.take(NOW.plusSeconds(1))).isNull();
    assertThat(backlog.take(NOW.plusSeconds(2)).offset()).isEqualTo(1);
    assertThat(backlog.take(NOW.plusSeconds(59))).isNull();
    assertThat(backlog.take(NOW.plusSeconds(60)).offset()).isZero();
  }

  @Test
  void commitsOnlyUpToTheFirstOpenRecord() {
    backlog.add(at(0), NOW.plusSeconds(60));
    backlog.add(at(1), NOW);
    backlog.finish(backlog.take(NOW).offset());

    assertThat(backlog.position().offset()).isZero();
  }

  @Test
  void whoReadsOnAfterACrashDoesNotDoAgainWhatIsDone() {
    backlog.add(at(0), NOW.plusSeconds(60));
    backlog.add(at(1), NOW);
    backlog.skip(2);
    backlog.add(at(3), NOW.plusSeconds(60));
    backlog.finish(backlog.take(NOW).offset());

    Backlog next = new Backlog(backlog.position());
    for (int offset = 0; offset < 5; offset++) {
      next.add(at(offset), NOW);
    }

    assertThat(all(next)).containsExactly(0L, 3L, 4L);
  }

  @Test
  void oneThatIsPutBackIsNotDone() {
    backlog.add(at(0), NOW);
    Backlog.Waiting taken = backlog.take(NOW);
    backlog.putBack(taken.again(NOW.plusSeconds(5)));

    assertThat(backlog.take(NOW)).isNull();
    assertThat(backlog.take(NOW.plusSeconds(5)).tries()).isEqualTo(1);
    assertThat(backlog.position().offset()).isZero();
  }

  @Test
  void foreignMetadataIsPassedOver() {
    Backlog next = new Backlog(new OffsetAndMetadata(7, "not ours!"));

    next.add(at(7), NOW);

    assertThat(next.take(NOW).offset()).isEqualTo(7);
  }

  @Test
  void readsNoFurtherThanTheMetadataCanTell() {
    for (int offset = 0; offset < 19_999; offset++) {
      backlog.add(at(offset), NOW);
    }
    assertThat(backlog.isFull()).isFalse();
    backlog.add(at(19_999), NOW);
    assertThat(backlog.isFull()).isTrue();

    for (int i = 0; i < 20_000; i++) {
      long offset = backlog.take(NOW).offset();
      if (offset > 0) {
        backlog.finish(offset);
      }
    }
    assertThat(backlog.position().metadata().length()).isLessThan(4096);
    backlog.finish(0);
    assertThat(backlog.isFull()).isFalse();
    assertThat(backlog.position().offset()).isEqualTo(20_000);
    assertThat(backlog.position().metadata()).isEmpty();
  }

  @Test
  void inWhateverOrderAndWithCrashesInBetweenEachIsDoneOnce() {
    Random random = new Random(20261124);
    Set<Long> done = new TreeSet<>();
    Backlog now = new Backlog(null);
    long read = 0;
    for (int step = 0; step < 5_000; step++) {
      switch (random.nextInt(4)) {
        case 0, 1 -> now.add(at(read++), NOW.plusSeconds(random.nextInt(60)));
        case 2 -> {
          Backlog.Waiting taken = now.take(NOW.plusSeconds(random.nextInt(60)));
          if (taken != null) {
            assertThat(done.add(taken.offset())).isTrue();
            now.finish(taken.offset());
          }
        }
        default -> {
          OffsetAndMetadata committed = now.position();
          now = new Backlog(committed);
          for (long offset = committed.offset(); offset < read; offset++) {
            now.add(at(offset), NOW.plusSeconds(random.nextInt(60)));
          }
        }
      }
    }
    all(now).forEach(offset -> assertThat(done.add(offset)).isTrue());
    assertThat(done).hasSize((int) read);
  }

  private static Set<Long> all(Backlog backlog) {
    Set<Long> offsets = new TreeSet<>();
    for (Backlog.Waiting one = backlog.take(Instant.MAX);
        one != null;
        one = backlog.take(Instant.MAX)) {
      offsets.add(one.offset());
    }
    return offsets;
  }

  private static ConsumerRecord<String, byte[]> at(long offset) {
    return new ConsumerRecord<>("topic.retry", 0, offset, "key", new byte[0]);
  }
}
