package org.twofold.notification.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker of a share group: takes one record at a time and acknowledges it by itself. While its
 * work lasts the lock on it is renewed, so that nobody else gets it meanwhile.
 */
public final class ShareWorker implements Loop.Body {

  private static final Logger LOG = LoggerFactory.getLogger(ShareWorker.class);

  /** The broker drops a record silently at 10 deliveries; before that it is given up. */
  private static final int LAST_DELIVERY = 8;

  private static final int LONGEST = 5;
  private static final int MOST_POLLS = 40;
  private static final Duration POLL = Duration.ofMillis(500);

  private final Supplier<ShareConsumer<String, byte[]>> consumers;
  private final String topic;
  private final Work work;
  private final Executor threads;
  private final Duration renewal;
  private final Duration rest;

  /**
   * A worker.
   *
   * @param consumers make one that gives a single record a poll
   * @param renewal after which the lock is renewed; well under its duration
   * @param rest after a failure; grows with each, up to five times this
   */
  public ShareWorker(
      Supplier<ShareConsumer<String, byte[]>> consumers,
      String topic,
      Work work,
      Executor threads,
      Duration renewal,
      Duration rest) {
    this.consumers = consumers;
    this.topic = topic;
    this.work = work;
    this.threads = threads;
    this.renewal = renewal;
    this.rest = rest;
  }

  @Override
  public void run(Loop loop) {
    try (ShareConsumer<String, byte[]> consumer = consumers.get()) {
      consumer.subscribe(List.of(topic));
      while (!loop.isStopped()) {
        for (ConsumerRecord<String, byte[]> received : consumer.poll(POLL)) {
          handle(consumer, received, loop);
        }
      }
    }
  }

  private void handle(
      ShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> received, Loop loop) {
    CompletableFuture<AcknowledgeType> end =
        CompletableFuture.supplyAsync(() -> end(received, loop), threads);
    boolean held = true;
    while (held && !isOver(end)) {
      held = renew(consumer, received);
    }
    if (held) {
      consumer.acknowledge(received, end.join());
      consumer.commitSync();
    } else {
      end.join();
    }
  }

  private AcknowledgeType end(ConsumerRecord<String, byte[]> received, Loop loop) {
    int delivery = received.deliveryCount().orElse((short) 1);
    try {
      if (delivery >= LAST_DELIVERY) {
        work.giveUp(received);
      } else {
        work.on(received);
      }
      return AcknowledgeType.ACCEPT;
    } catch (RuntimeException e) {
      LOG.warn("A record is delivered again: {}", e.getClass().getName());
      // released, it comes back at once: what failed gets some time
      loop.rest(rest.multipliedBy(Math.min(delivery, LONGEST)));
      return AcknowledgeType.RELEASE;
    }
  }

  private boolean isOver(CompletableFuture<?> end) {
    try {
      end.get(renewal.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** False if the lock was lost: then somebody else has the record, and it is not ours to end. */
  private static boolean renew(
      ShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> received) {
    consumer.acknowledge(received, AcknowledgeType.RENEW);
    boolean refused = consumer.commitSync().values().stream().anyMatch(Optional::isPresent);
    // a record whose lock was renewed is given once more, and nothing else before it
    for (int i = 0; i < MOST_POLLS && !refused; i++) {
      for (ConsumerRecord<String, byte[]> one : consumer.poll(POLL)) {
        if (isSame(one, received)) {
          return true;
        }
        consumer.acknowledge(one, AcknowledgeType.RELEASE);
        refused = true;
      }
    }
    return false;
  }

  private static boolean isSame(
      ConsumerRecord<String, byte[]> one, ConsumerRecord<String, byte[]> other) {
    return one.offset() == other.offset()
        && one.partition() == other.partition()
        && one.topic().equals(other.topic());
  }
}
