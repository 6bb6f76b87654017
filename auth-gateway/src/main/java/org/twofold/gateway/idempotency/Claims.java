package org.twofold.gateway.idempotency;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/** The keys that were used within a day, each a guarded document of its own. */
@Component
class Claims {

  static final String COLLECTION = "idempotency";

  private static final Duration KEPT = Duration.ofHours(24);

  /** A request under way for longer was cut off by a crash. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(30);

  private final OutboxCollection<Claim> documents;
  private final ReactiveMongoTemplate mongo;
  private final Clock clock;

  Claims(OutboxCollections collections, ReactiveMongoTemplate mongo, Clock clock) {
    this.documents = collections.of(COLLECTION, Claim.class);
    this.mongo = mongo;
    this.clock = clock;
  }

  /** The claim as it stands; empty where there is none, or none that counts any more. */
  Mono<Claim> find(String id) {
    return documents.find(id).filter(claim -> claim.claimedAt().plus(KEPT).isAfter(now()));
  }

  /**
   * Claims a key.
   *
   * @return false where it is claimed, and the request that did it may still be under way
   */
  Mono<Boolean> take(String id, String body) {
    Instant now = now();
    return documents
        .insert(new Claim(id, body, now, null, null, null), now.plus(KEPT))
        .thenReturn(true)
        .onErrorResume(DuplicateKeyException.class, taken -> takeOver(id, body, now));
  }

  private Mono<Boolean> takeOver(String id, String body, Instant now) {
    return documents
        .update(
            id,
            where("claimedAt").lte(now.minus(KEPT)),
            new Update().set("body", body).set("claimedAt", now).unset("status").unset("answer"))
        .flatMap(
            old ->
                old
                    ? Mono.just(true)
                    : documents.update(
                        id,
                        where("status")
                            .is(null)
                            .and("body")
                            .is(body)
                            .and("claimedAt")
                            .lte(now.minus(UNDER_WAY)),
                        new Update().set("claimedAt", now)));
  }

  /** Binds the answer to the key. */
  Mono<Boolean> bind(String id, int status, @Nullable String answer, @Nullable String loginId) {
    return documents.update(
        id,
        where("status").is(null),
        new Update().set("status", status).set("answer", answer).set("loginId", loginId));
  }

  /** Lets a key go whose request had no effect. */
  Mono<Void> release(String id) {
    return mongo.remove(Query.query(where("_id").is(id).and("status").is(null)), COLLECTION).then();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
