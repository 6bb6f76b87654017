package org.twofold.messaging.outbox;

import static org.twofold.messaging.outbox.OutboxFields.DELETE_AT;
import static org.twofold.messaging.outbox.OutboxFields.EVENT;
import static org.twofold.messaging.outbox.OutboxFields.EVENT_ID;
import static org.twofold.messaging.outbox.OutboxFields.ID;
import static org.twofold.messaging.outbox.OutboxFields.KEEP_UNTIL;
import static org.twofold.messaging.outbox.OutboxFields.KEY;
import static org.twofold.messaging.outbox.OutboxFields.OUTBOX;
import static org.twofold.messaging.outbox.OutboxFields.PUBLISHED;
import static org.twofold.messaging.outbox.OutboxFields.SINCE;
import static org.twofold.messaging.outbox.OutboxFields.TOPIC;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.ReactiveBulkOperations;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.twofold.events.Topics;
import org.twofold.messaging.Envelope;
import org.twofold.messaging.EventCodec;
import org.twofold.messaging.EventPublisher;
import org.twofold.messaging.Handling;
import org.twofold.messaging.Outgoing;

/**
 * One publication of the outboxes of some documents: read together, published side by side but each
 * in its own order, emptied together. An event's sequence is its place after those already
 * published, so two relays that publish the same document, or one that crashed before it could take
 * the events out, give the same events the same numbers.
 */
final class OutboxPublication {

  private final ReactiveMongoTemplate mongo;
  private final EventCodec codec;
  private final EventPublisher publisher;

  OutboxPublication(ReactiveMongoTemplate mongo, EventCodec codec, EventPublisher publisher) {
    this.mongo = mongo;
    this.codec = codec;
    this.publisher = publisher;
  }

  /** A document's events as they were read. */
  private record Waiting(
      String id, long published, List<Document> events, @Nullable Date keepUntil) {

    static Waiting of(Document found) {
      return new Waiting(
          found.getString(ID),
          found.get(PUBLISHED, 0L),
          found.getList(OUTBOX, Document.class, List.of()),
          found.getDate(KEEP_UNTIL));
    }

    Criteria unchanged() {
      return Criteria.where(ID).is(id).and(PUBLISHED).is(published);
    }
  }

  /**
   * Publishes the events of each document one after the other, then takes them out. Blocks.
   *
   * @return the documents with an event that could not be published, and what it failed with; all
   *     events of those stay
   * @throws RuntimeException if the database does not answer; what was not taken out stays
   */
  Map<String, RuntimeException> publish(String collection, List<String> ids) {
    List<Waiting> waiting = read(collection, ids);
    Map<String, RuntimeException> failed = new ConcurrentHashMap<>();
    if (waiting.size() == 1) {
      send(waiting.getFirst(), failed);
    } else {
      // side by side: one that waits for the broker holds up none of the others
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        waiting.forEach(one -> threads.execute(() -> send(one, failed)));
      }
    }
    takeOut(collection, waiting.stream().filter(one -> !failed.containsKey(one.id())).toList());
    return failed;
  }

  private List<Waiting> read(String collection, List<String> ids) {
    Criteria those =
        ids.size() == 1 ? Criteria.where(ID).is(ids.getFirst()) : Criteria.where(ID).in(ids);
    Query query = Query.query(those);
    query.fields().include(PUBLISHED, OUTBOX, KEEP_UNTIL);
    List<Document> found =
        Handling.finish(mongo.find(query, Document.class, collection).collectList());
    return found == null
        ? List.of()
        : found.stream().map(Waiting::of).filter(one -> !one.events().isEmpty()).toList();
  }

  private void send(Waiting document, Map<String, RuntimeException> failed) {
    try {
      for (int i = 0; i < document.events().size(); i++) {
        send(document.events().get(i), document.published() + i + 1);
      }
    } catch (RuntimeException e) {
      failed.put(document.id(), e);
    }
  }

  private void send(Document entry, long sequence) {
    SpecificRecord event =
        codec.decode(
            Topics.named(entry.getString(TOPIC)), entry.get(EVENT, Binary.class).getData());
    Envelope.number(event, sequence);
    Handling.finish(publisher.publish(Outgoing.of(entry.getString(KEY), event)));
  }

  private void takeOut(String collection, List<Waiting> sent) {
    if (!sent.isEmpty() && matched(collection, sent, OutboxPublication::emptied) < sent.size()) {
      // of some another event came meanwhile, or another relay was first; of the others, and of
      // those, nothing matches here
      matched(collection, sent, OutboxPublication::shortened);
    }
  }

  /** One update for each document, in one command. */
  private int matched(String collection, List<Waiting> sent, Function<Waiting, Change> change) {
    ReactiveBulkOperations updates = mongo.bulkOps(BulkMode.UNORDERED, collection);
    sent.stream().map(change).forEach(one -> updates.updateOne(one.query(), one.update()));
    var result = Handling.finish(updates.execute());
    return result == null ? 0 : result.getMatchedCount();
  }

  private record Change(Query query, Update update) {}

  private static Change emptied(Waiting sent) {
    Update update =
        new Update()
            .set(OUTBOX, List.of())
            .unset(SINCE)
            .inc(PUBLISHED, (long) sent.events().size());
    if (sent.keepUntil() != null) {
      update.set(DELETE_AT, sent.keepUntil());
    }
    return new Change(Query.query(sent.unchanged().and(OUTBOX).size(sent.events().size())), update);
  }

  private static Change shortened(Waiting sent) {
    List<String> ids = sent.events().stream().map(entry -> entry.getString(EVENT_ID)).toList();
    return new Change(
        Query.query(sent.unchanged()),
        new Update()
            .pull(OUTBOX, new Document(EVENT_ID, new Document("$in", ids)))
            .inc(PUBLISHED, (long) sent.events().size()));
  }
}
