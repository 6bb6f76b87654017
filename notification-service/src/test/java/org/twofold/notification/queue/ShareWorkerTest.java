package org.twofold.notification.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.Topics;
import org.twofold.notification.testing.Running;

/** Share groups on a real broker. Each test has a topic of one partition to itself. */
class ShareWorkerTest {

  private static final String BROKER = Running.shared().stack().bootstrapServers();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Loop> loops = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    loops.forEach(Loop::stop);
    loops.forEach(loop -> loop.join(Duration.ofSeconds(10)));
    threads.shutdownNow();
  }

  @Test
  void twoWorkersOnOnePartitionShareTheRecordsAndNoneTwice() throws Exception {
    String topic = Topics.AUDIT_READ.name();
    Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
    Map<Integer, AtomicInteger> byWorker = new ConcurrentHashMap<>();
    prepare("sharing");
    for (int i = 0; i < 2; i++) {
      int number = i;
      start(
          "sharing",
          topic,
          received -> {
            byWorker.computeIfAbsent(number, n -> new AtomicInteger()).incrementAndGet();
            times
                .computeIfAbsent(KilledWorker.text(received), n -> new AtomicInteger())
                .incrementAndGet();
            pause(5);
          });
    }
    produce(topic, 200);

    await().atMost(30, SECONDS).until(() -> times.size() == 200);
    assertThat(times.values()).allMatch(count -> count.get() == 1);
    assertThat(byWorker.values()).hasSize(2).allMatch(count -> count.get() > 40);
  }

  @Test
  void aLongWorkHoldsUpNoOtherAndItsLockIsRenewed() throws Exception {
    String topic = Topics.CHECKPOINT.name();
    prepare("long");
    CountDownLatch end = new CountDownLatch(1);
    Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
    for (int i = 0; i < 2; i++) {
      start(
          "long",
          topic,
          received -> {
            times
                .computeIfAbsent(KilledWorker.text(received), n -> new AtomicInteger())
                .incrementAndGet();
            if (KilledWorker.text(received).equals("0")) {
              waitFor(end);
            }
          });
    }
    produce(topic, 20);

    await().atMost(20, SECONDS).until(() -> times.size() == 20);
    // renewed ten times meanwhile; what is renewed is neither given to another nor done again
    await().during(3, SECONDS).atMost(4, SECONDS).until(() -> times.get("0").get() == 1);
    end.countDown();
    produce(topic, 1);
    await().atMost(10, SECONDS).until(() -> times.get("0").get() == 2);
  }

  @Test
  @Tag("H1")
  void whatAKilledWorkerHadInHandGoesToAnother() throws Exception {
    String topic = Topics.CODE_TRIED.name();
    prepare("killed");
    produce(topic, 5);
    Process killed = KilledWorker.start(BROKER, topic, "killed");
    assertThat(killed.inputReader().readLine()).isEqualTo("taken 0");
    killed.destroyForcibly().waitFor();

    Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
    start(
        "killed",
        topic,
        received ->
            times
                .computeIfAbsent(KilledWorker.text(received), n -> new AtomicInteger())
                .incrementAndGet());

    await().atMost(30, SECONDS).until(() -> times.size() == 5);
    assertThat(times.values()).allMatch(count -> count.get() == 1);
  }

  @Test
  @Tag("H7")
  void aRecordThatAlwaysFailsIsGivenUpBeforeTheBrokerDropsIt() throws Exception {
    String topic = Topics.CODE_ACCEPTED.name();
    prepare("failing");
    AtomicInteger tries = new AtomicInteger();
    List<String> givenUp = new CopyOnWriteArrayList<>();
    Work failing =
        new Recording(
            received -> {
              tries.incrementAndGet();
              throw new IllegalStateException("always");
            },
            received -> givenUp.add(KilledWorker.text(received)));
    Loop loop = new Loop("failing", worker("failing", topic, failing));
    loops.add(loop);
    loop.start();
    produce(topic, 1);

    await().atMost(40, SECONDS).until(() -> !givenUp.isEmpty());
    assertThat(givenUp).containsExactly("0");
    assertThat(tries).hasValue(7);
  }

  @Test
  void aWorkerThatDiesBeginsAnew() throws Exception {
    String topic = Topics.FACTOR_LOCKED.name();
    prepare("dying");
    AtomicInteger opened = new AtomicInteger();
    List<String> heard = new CopyOnWriteArrayList<>();
    ShareWorker worker =
        new ShareWorker(
            () -> {
              if (opened.incrementAndGet() <= 2) {
                throw new IllegalStateException("no broker");
              }
              return consumer("dying");
            },
            topic,
            new Recording(received -> heard.add(KilledWorker.text(received)), received -> {}),
            threads,
            Duration.ofSeconds(5),
            Duration.ofMillis(10));
    Loop loop = new Loop("dying", worker);
    loops.add(loop);
    loop.start();
    produce(topic, 1);

    await().atMost(20, SECONDS).until(() -> heard.equals(List.of("0")));
    assertThat(opened).hasValue(3);
  }

  private void start(String group, String topic, Consumer<ConsumerRecord<String, byte[]>> work) {
    Loop loop = new Loop(group, worker(group, topic, new Recording(work, received -> {})));
    loops.add(loop);
    loop.start();
  }

  private ShareWorker worker(String group, String topic, Work work) {
    return new ShareWorker(
        () -> consumer(group), topic, work, threads, Duration.ofMillis(300), Duration.ofMillis(10));
  }

  private static void prepare(String group) {
    GroupSettings.make(BROKER, List.of(group), Duration.ofSeconds(15));
  }

  private static ShareConsumer<String, byte[]> consumer(String group) {
    return KilledWorker.consumer(BROKER, group);
  }

  private static void produce(String topic, int count) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", BROKER),
            new StringSerializer(),
            new StringSerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sent.add(producer.send(new ProducerRecord<>(topic, "key", Integer.toString(i))));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
  }

  private static void pause(int millis) {
    java.util.concurrent.locks.LockSupport.parkNanos(millis * 1_000_000L);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Recording(
      Consumer<ConsumerRecord<String, byte[]>> work,
      Consumer<ConsumerRecord<String, byte[]>> giveUp)
      implements Work {

    @Override
    public boolean concerns(ConsumerRecord<String, byte[]> received) {
      return true;
    }

    @Override
    public Instant due(ConsumerRecord<String, byte[]> received) {
      return Instant.EPOCH;
    }

    @Override
    public void on(ConsumerRecord<String, byte[]> received) {
      work.accept(received);
    }

    @Override
    public void giveUp(ConsumerRecord<String, byte[]> received) {
      giveUp.accept(received);
    }
  }
}
