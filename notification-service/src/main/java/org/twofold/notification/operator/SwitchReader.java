package org.twofold.notification.operator;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import org.twofold.events.ChannelSwitched;
import org.twofold.events.Method;
import org.twofold.events.Topics;
import org.twofold.messaging.EventReader;
import org.twofold.messaging.UnreadableEventException;
import org.twofold.notification.queue.Loop;

/**
 * Reads what was switched from the beginning, before this worker takes its first task, and goes on
 * reading.
 */
@Component
class SwitchReader implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SwitchReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int LIMIT_SECONDS = 60;

  private final ConsumerFactory<String, byte[]> consumers;
  private final EventReader reader;
  private final Switches switches;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final Loop loop = new Loop("channel-switched", this::follow);
  private volatile boolean running;

  SwitchReader(ConsumerFactory<String, byte[]> consumers, EventReader reader, Switches switches) {
    this.consumers = consumers;
    this.reader = reader;
    this.switches = switches;
  }

  @Override
  public void start() {
    running = true;
    loop.start();
    try {
      if (!caughtUp.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "Topic channel-switched could not be read: is the broker there, and may this service"
                + " read it? Without it nobody knows which channels an operator stopped.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(Loop ours) {
    try (Consumer<String, byte[]> consumer = consumers.createConsumer()) {
      List<TopicPartition> all =
          consumer.partitionsFor(Topics.CHANNEL_SWITCHED.name()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      // all of the past at once: what was switched and switched back must not show on the way
      Map<Method, Boolean> past = new EnumMap<>(Method.class);
      while (!ours.isStopped() && !hasReached(consumer, ends)) {
        consumer.poll(POLL).forEach(received -> hear(received, past::put));
      }
      past.forEach(switches::turn);
      caughtUp.countDown();
      while (!ours.isStopped()) {
        consumer.poll(POLL).forEach(received -> hear(received, switches::turn));
      }
    }
  }

  private static boolean hasReached(
      Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void hear(ConsumerRecord<String, byte[]> received, BiConsumer<Method, Boolean> turn) {
    try {
      if (reader.read(received) instanceof ChannelSwitched switched) {
        turn.accept(switched.getChannel(), switched.getOn());
      }
    } catch (UnreadableEventException e) {
      LOG.warn("A record of {} switches nothing: {}", received.topic(), e.reason());
    }
  }

  @Override
  public void stop() {
    loop.stop();
    loop.join(Duration.ofSeconds(5));
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the workers. */
  @Override
  public int getPhase() {
    return 0;
  }
}
