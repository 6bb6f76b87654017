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

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.twofold.messaging.Envelope;
import org.twofold.messaging.EventCodec;
import org.twofold.messaging.Outgoing;
import reactor.core.publisher.Mono;

/**
 * A collection whose documents carry their events until they are published. Every method is one
 * write of one document; once the database has acknowledged it, the relay publishes beside the
 * request.
 *
 * @param <T> a record with an {@code id}; it need not have the fields of the outbox
 */
public final class OutboxCollection<T> {

  private final String name;
  private final Class<T> type;
  private final ReactiveMongoTemplate mongo;
  private final EventCodec codec;
  private final OutboxRelay relay;
  private final InstantSource clock;

  OutboxCollection(
      String name,
      Class<T> type,
      ReactiveMongoTemplate mongo,
      EventCodec codec,
      OutboxRelay relay,
      InstantSource clock) {
    this.name = name;
    this.type = type;
    this.mongo = mongo;
    this.codec = codec;
    this.relay = relay;
    this.clock = clock;
  }

  /** The name of the collection in the database. */
  public String name() {
    return name;
  }

  /**
   * Inserts a document with its events. Fails with {@link
   * org.springframework.dao.DuplicateKeyException} where the id, or a value of a unique index, is
   * taken.
   *
   * @param keepUntil when the document is of no more use and may be deleted, once its events are
   *     published; null: never
   */
  public Mono<Void> insert(T document, @Nullable Instant keepUntil, Outgoing... events) {
    return Mono.defer(
        () ->
            mongo
                .insert(stored(document, keepUntil, events), name)
                .doOnNext(inserted -> publish(inserted.getString(ID), events))
                .then());
  }

  /**
   * The same where the id, or what a unique index names, may be taken.
   *
   * @return false where it is: nothing is written then
   */
  public Mono<Boolean> insertIfAbsent(T document, @Nullable Instant keepUntil, Outgoing... events) {
    return insert(document, keepUntil, events)
        .thenReturn(true)
        .onErrorResume(DuplicateKeyException.class, taken -> Mono.just(false));
  }

  /**
   * A document that is to be, and the events that say so.
   *
   * @param document not inserted before
   */
  public record Fresh<T>(T document, List<Outgoing> events) {}

  /**
   * Inserts documents, each with its events, for good, in one command. Each is a write of its own:
   * where it fails for other reasons than below, or no answer comes, any of them may be there, with
   * its events.
   *
   * @return the places of those whose id, or value of a unique index, was taken; only those are not
   *     there
   */
  public Mono<Set<Integer>> insertAll(List<Fresh<T>> documents) {
    return Mono.defer(
        () -> {
          List<Document> stored = documents.stream().map(this::stored).toList();
          return mongo
              .execute(name, there -> insert(stored, there))
              .single()
              .doOnNext(taken -> publishAllBut(taken, documents, stored));
        });
  }

  private static Mono<Set<Integer>> insert(List<Document> stored, MongoCollection<Document> there) {
    return Mono.from(there.insertMany(stored, new InsertManyOptions().ordered(false)))
        .map(inserted -> Set.<Integer>of())
        .onErrorResume(MongoBulkWriteException.class, OutboxCollection::taken);
  }

  private static Mono<Set<Integer>> taken(MongoBulkWriteException failure) {
    boolean onlyTaken =
        failure.getWriteConcernError() == null
            && failure.getWriteErrors().stream()
                .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
    return onlyTaken
        ? Mono.just(
            failure.getWriteErrors().stream()
                .map(BulkWriteError::getIndex)
                .collect(Collectors.toUnmodifiableSet()))
        : Mono.error(failure);
  }

  private void publishAllBut(Set<Integer> taken, List<Fresh<T>> documents, List<Document> stored) {
    for (int place = 0; place < stored.size(); place++) {
      if (!taken.contains(place) && !documents.get(place).events().isEmpty()) {
        relay.publish(name, stored.get(place).getString(ID));
      }
    }
  }

  private Document stored(Fresh<T> fresh) {
    return stored(fresh.document(), null, fresh.events().toArray(Outgoing[]::new));
  }

  private Document stored(T document, @Nullable Instant keepUntil, Outgoing... events) {
    Document stored = new Document();
    mongo.getConverter().write(document, stored);
    stored.remove("_class");
    addEvents(stored, keepUntil, events);
    return stored;
  }

  /**
   * Changes one document if the guard holds, together with its events.
   *
   * @param guard what must hold of the document; an empty one always does
   * @return whether it held; false also where there is no such document
   */
  public Mono<Boolean> update(String id, Criteria guard, Update change, Outgoing... events) {
    return Mono.defer(
        () ->
            mongo
                .updateFirst(query(id, guard), withEvents(change, events), type, name)
                .map(result -> result.getMatchedCount() == 1)
                .doOnNext(
                    matched -> {
                      if (matched) {
                        publish(id, events);
                      }
                    }));
  }

  /** The document of that id; empty if there is none. */
  public Mono<T> find(String id) {
    return mongo.findById(id, type, name);
  }

  private static Query query(String id, Criteria guard) {
    Criteria withId = Criteria.where(ID).is(id);
    return Query.query(
        guard.getCriteriaObject().isEmpty() ? withId : new Criteria().andOperator(withId, guard));
  }

  private void addEvents(Document stored, @Nullable Instant keepUntil, Outgoing... events) {
    stored.put(PUBLISHED, 0L);
    stored.put(OUTBOX, entries(events));
    if (keepUntil != null) {
      stored.put(KEEP_UNTIL, Date.from(keepUntil));
    }
    if (events.length > 0) {
      stored.put(SINCE, Date.from(clock.instant()));
    } else if (keepUntil != null) {
      stored.put(DELETE_AT, Date.from(keepUntil));
    }
  }

  private Update withEvents(Update change, Outgoing... events) {
    if (events.length == 0) {
      return change;
    }
    return change
        .push(OUTBOX)
        .each(entries(events).toArray())
        .min(SINCE, clock.instant())
        .unset(DELETE_AT);
  }

  private List<Document> entries(Outgoing... events) {
    return Arrays.stream(events).map(this::entry).toList();
  }

  private Document entry(Outgoing outgoing) {
    return new Document(EVENT_ID, Envelope.eventId(outgoing.event()))
        .append(TOPIC, outgoing.topic().name())
        .append(KEY, outgoing.key())
        .append(EVENT, new Binary(codec.encode(outgoing.event())));
  }

  private void publish(String id, Outgoing... events) {
    if (events.length > 0) {
      relay.publish(name, id);
    }
  }
}
