package org.twofold.messaging.outbox;

import static org.twofold.messaging.outbox.OutboxFields.DELETE_AT;
import static org.twofold.messaging.outbox.OutboxFields.ID;
import static org.twofold.messaging.outbox.OutboxFields.SINCE;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.twofold.messaging.Handling;

/**
 * Finds what a crash, or a broker that was away, left in documents, and hands it to the relay.
 * Makes the indexes for it.
 */
final class OutboxSweep implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxSweep.class);

  /** What the relay takes; the rest is found the next time. */
  private static final int A_SWEEP = OutboxRelay.WAITING;

  private final OutboxCollections collections;
  private final OutboxRelay relay;
  private final ReactiveMongoTemplate mongo;
  private final InstantSource clock;
  private final OutboxSettings settings;
  private volatile @Nullable ScheduledExecutorService timer;

  OutboxSweep(
      OutboxCollections collections,
      OutboxRelay relay,
      ReactiveMongoTemplate mongo,
      InstantSource clock,
      OutboxSettings settings) {
    this.collections = collections;
    this.relay = relay;
    this.mongo = mongo;
    this.clock = clock;
    this.settings = settings;
  }

  @Override
  public void start() {
    collections.names().forEach(this::makeIndexes);
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbox-sweep").factory());
    started.scheduleWithFixedDelay(
        this::sweep, 0, settings.sweepEvery().toMillis(), TimeUnit.MILLISECONDS);
    timer = started;
  }

  @Override
  public void stop() {
    if (timer instanceof ScheduledExecutorService running) {
      running.shutdownNow();
      timer = null;
    }
  }

  @Override
  public boolean isRunning() {
    return timer != null;
  }

  void sweep() {
    try {
      collections.names().forEach(this::sweep);
    } catch (RuntimeException e) {
      LOG.warn(
          "Events that wait could not be looked for ({}); tried again in {}.",
          e.getClass().getSimpleName(),
          settings.sweepEvery());
    }
  }

  private void sweep(String collection) {
    Query waiting =
        Query.query(Criteria.where(SINCE).lt(clock.instant().minus(settings.sweepAfter())))
            .with(Sort.by(SINCE))
            .limit(A_SWEEP);
    waiting.fields().include(ID);
    List<Document> found =
        Handling.finish(mongo.find(waiting, Document.class, collection).collectList());
    if (found != null) {
      found.forEach(document -> relay.publish(collection, document.getString(ID)));
    }
  }

  private void makeIndexes(String collection) {
    var indexes = mongo.indexOps(collection);
    Handling.finish(
        indexes
            .createIndex(new Index(SINCE, Sort.Direction.ASC).sparse())
            .then(
                indexes.createIndex(
                    new Index(DELETE_AT, Sort.Direction.ASC).expire(Duration.ZERO))));
  }
}
