package org.twofold.messaging.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twofold.messaging.BrokerRefusal;

/**
 * Publishes the outboxes of documents, each in one round at a time so that its events keep their
 * order. No request waits for it. A round begins at once while few are under way and then has one
 * document; what comes while all are under way waits and goes together in the next. What cannot be
 * published stays in the document, and the sweep comes back for it.
 */
final class OutboxRelay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int ROUNDS_AT_ONCE = 8;
  private static final int DOCUMENTS_A_ROUND = 200;

  /** Beyond it the sweep finds them. */
  static final int WAITING = 20_000;

  private final OutboxPublication publication;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("outbox-", 0).factory());

  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  private enum Progress {
    /** It waits for a round, or is in one. */
    BUSY,
    /** The same, and another event came meanwhile. */
    BUSY_AND_AGAIN
  }

  OutboxRelay(OutboxPublication publication) {
    this.publication = publication;
  }

  /** Publishes what the document holds, soon. Returns at once. */
  void publish(String collection, String id) {
    lanes.computeIfAbsent(collection, Lane::new).add(id);
  }

  /** The documents of one collection. */
  private final class Lane {

    private final String collection;
    private final Map<String, Progress> inWork = new ConcurrentHashMap<>();
    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore rounds = new Semaphore(ROUNDS_AT_ONCE);

    Lane(String collection) {
      this.collection = collection;
    }

    void add(String id) {
      if (inWork.size() < WAITING
          && inWork.merge(id, Progress.BUSY, (busy, again) -> Progress.BUSY_AND_AGAIN)
              == Progress.BUSY) {
        waiting.add(id);
        begin();
      }
    }

    private void begin() {
      if (rounds.tryAcquire()) {
        threads.execute(this::run);
      }
    }

    private void run() {
      try {
        for (List<String> ids = next(); !ids.isEmpty(); ids = next()) {
          round(ids);
        }
      } finally {
        rounds.release();
      }
      // one may have come after the last look and found every round under way
      if (!waiting.isEmpty()) {
        begin();
      }
    }

    private List<String> next() {
      List<String> ids = new ArrayList<>();
      String id = waiting.poll();
      while (id != null) {
        ids.add(id);
        id = ids.size() < DOCUMENTS_A_ROUND ? waiting.poll() : null;
      }
      return ids;
    }

    private void round(List<String> ids) {
      try {
        Map<String, RuntimeException> failed = publication.publish(collection, ids);
        failed.keySet().forEach(inWork::remove);
        failed.values().stream().findAny().ifPresent(failure -> warn(failed.size(), failure));
        ids.stream().filter(id -> !failed.containsKey(id)).forEach(this::done);
      } catch (RuntimeException e) {
        ids.forEach(inWork::remove);
        warn(ids.size(), e);
      }
    }

    private void done(String id) {
      if (!inWork.remove(id, Progress.BUSY)
          && inWork.replace(id, Progress.BUSY_AND_AGAIN, Progress.BUSY)) {
        waiting.add(id);
      }
    }

    private void warn(int documents, RuntimeException failure) {
      LOG.warn(
          "Events of {} documents of {} wait there ({}); they are published when the broker takes"
              + " them.",
          documents,
          collection,
          BrokerRefusal.sentence(failure).orElse(failure.getClass().getSimpleName()));
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
