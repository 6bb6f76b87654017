package org.twofold.messaging.outbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the outboxes of documents, each by one thread at a time so that its events keep their
 * order. No request waits for it. What it cannot publish stays in the document, and the sweep comes
 * back for it.
 */
final class OutboxRelay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int AT_ONCE = 64;
  private static final int WAITING = 10_000;

  private final OutboxPublication publication;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("outbox-", 0).factory());
  private final Semaphore atOnce = new Semaphore(AT_ONCE);

  private final Map<Work, Progress> inWork = new ConcurrentHashMap<>();

  private record Work(String collection, String id) {}

  private enum Progress {
    /** A thread publishes this document. */
    BUSY,
    /** The same, and another event came meanwhile. */
    BUSY_AND_AGAIN
  }

  OutboxRelay(OutboxPublication publication) {
    this.publication = publication;
  }

  /** Publishes what the document holds, soon. Returns at once. */
  void publish(String collection, String id) {
    Work work = new Work(collection, id);
    if (inWork.size() < WAITING
        && inWork.merge(work, Progress.BUSY, (busy, again) -> Progress.BUSY_AND_AGAIN)
            == Progress.BUSY) {
      threads.execute(() -> run(work));
    }
  }

  private void run(Work work) {
    try {
      atOnce.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      inWork.remove(work);
      return;
    }
    try {
      do {
        publication.publish(work.collection(), work.id());
      } while (!inWork.remove(work, Progress.BUSY)
          && inWork.replace(work, Progress.BUSY_AND_AGAIN, Progress.BUSY));
    } catch (RuntimeException e) {
      inWork.remove(work);
      LOG.warn(
          "An event of {} waits in its document ({}); it is published when the broker answers.",
          work.collection(),
          e.getClass().getSimpleName());
    } finally {
      atOnce.release();
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
