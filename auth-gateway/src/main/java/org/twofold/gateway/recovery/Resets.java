package org.twofold.gateway.recovery;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Duration;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Indexed;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/** The password resets, each a guarded document of its own. */
@Component
class Resets implements Indexed {

  private static final String COLLECTION = "resets";

  /** Kept a while after its end, so that a late code is told from an unknown id. */
  private static final Duration KEPT = Duration.ofHours(24);

  private final OutboxCollection<Reset> documents;
  private final ReactiveMongoTemplate mongo;

  Resets(OutboxCollections collections, ReactiveMongoTemplate mongo) {
    this.documents = collections.of(COLLECTION, Reset.class);
    this.mongo = mongo;
  }

  Mono<Reset> find(String id) {
    return documents.find(id);
  }

  Mono<Reset> findByResetId(String resetId) {
    return mongo.findOne(Query.query(where("resetId").is(resetId)), Reset.class, COLLECTION);
  }

  /**
   * Begins one.
   *
   * @return false where one for the same address and client stands already
   */
  Mono<Boolean> insert(Reset reset, Outgoing event) {
    return documents.insertIfAbsent(reset, reset.expiresAt().plus(KEPT), event);
  }

  /**
   * Puts another one, or the next message of the same, in the place of the one that was read.
   *
   * @return false where another request was first
   */
  Mono<Boolean> replace(Reset read, Reset next, Outgoing event) {
    Update change =
        new Update()
            .set("resetId", next.resetId())
            .set("userId", next.userId())
            .set("purpose", next.purpose())
            .set("locale", next.locale())
            .set("timeZone", next.timeZone())
            .set("challengeId", next.challengeId())
            .set("sendNumber", next.sendNumber())
            .set("startedAt", next.startedAt())
            .set("expiresAt", next.expiresAt())
            .set("resendAt", next.resendAt())
            .set("done", false)
            .set("keepUntil", next.expiresAt().plus(KEPT));
    return documents.update(
        read.id(),
        where("resetId")
            .is(read.resetId())
            .and("sendNumber")
            .is(read.sendNumber())
            .and("done")
            .is(read.done()),
        change,
        event);
  }

  /** It set the password. */
  Mono<Boolean> done(Reset proven) {
    return documents.update(
        proven.id(), where("resetId").is(proven.resetId()), new Update().set("done", true));
  }

  @Override
  public Mono<String> makeIndexes() {
    return mongo
        .indexOps(COLLECTION)
        .createIndex(new Index("resetId", Sort.Direction.ASC).unique());
  }
}
