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
import org.apache.avro.specific.SpecificRecord;
import org.bson.Document;
import org.bson.types.Binary;
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
 * One publication of one document's outbox. An event's sequence is its place after those already
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

  /**
   * Publishes one event after the other, then takes them out. Blocks.
   *
   * @throws RuntimeException if broker or database does not answer; the events stay
   */
  void publish(String collection, String id) {
    Document found = Handling.finish(mongo.findById(id, Document.class, collection));
    if (found == null) {
      return;
    }
    List<Document> waiting = found.getList(OUTBOX, Document.class, List.of());
    long published = found.get(PUBLISHED, 0L);
    for (int i = 0; i < waiting.size(); i++) {
      send(waiting.get(i), published + i + 1);
    }
    if (!waiting.isEmpty()) {
      takeOut(collection, id, published, waiting, found.getDate(KEEP_UNTIL));
    }
  }

  private void send(Document entry, long sequence) {
    SpecificRecord event =
        codec.decode(
            Topics.named(entry.getString(TOPIC)), entry.get(EVENT, Binary.class).getData());
    Envelope.number(event, sequence);
    Handling.finish(publisher.publish(Outgoing.of(entry.getString(KEY), event)));
  }

  private void takeOut(
      String collection, String id, long published, List<Document> sent, Date keepUntil) {
    Criteria same = Criteria.where(ID).is(id).and(PUBLISHED).is(published);
    Update emptied =
        new Update().set(OUTBOX, List.of()).unset(SINCE).inc(PUBLISHED, (long) sent.size());
    if (keepUntil != null) {
      emptied.set(DELETE_AT, keepUntil);
    }
    boolean wasAll = matches(same.and(OUTBOX).size(sent.size()), emptied, collection);
    if (!wasAll) {
      // another event came meanwhile, or another relay was first: then nothing matches here either
      List<String> ids = sent.stream().map(entry -> entry.getString(EVENT_ID)).toList();
      matches(
          Criteria.where(ID).is(id).and(PUBLISHED).is(published),
          new Update()
              .pull(OUTBOX, new Document(EVENT_ID, new Document("$in", ids)))
              .inc(PUBLISHED, (long) sent.size()),
          collection);
    }
  }

  private boolean matches(Criteria guard, Update change, String collection) {
    var result = Handling.finish(mongo.updateFirst(Query.query(guard), change, collection));
    return result != null && result.getMatchedCount() == 1;
  }
}
