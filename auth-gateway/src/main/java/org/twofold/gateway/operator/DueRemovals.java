package org.twofold.gateway.operator;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Support.Removal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which accounts to look at and when. Only that: whether a removal stands is said by the account
 * alone. There are few, so they are found without an index.
 */
@Component
class DueRemovals {

  private static final String COLLECTION = "due-removals";
  private static final int AT_ONCE = 100;

  private final ReactiveMongoTemplate mongo;

  DueRemovals(ReactiveMongoTemplate mongo) {
    this.mongo = mongo;
  }

  /** A place to look at. */
  record Due(@Id String id, String userId, Instant dueAt) {}

  /** Notes that somebody has to come. */
  Mono<Void> note(Removal removal, String userId) {
    return mongo.insert(new Due(removal.id(), userId, removal.dueAt()), COLLECTION).then();
  }

  /** Those whose time has come. */
  Flux<Due> at(Instant now) {
    return mongo.find(Query.query(where("dueAt").lte(now)).limit(AT_ONCE), Due.class, COLLECTION);
  }

  /** Strikes one off. */
  Mono<Void> forget(Due due) {
    return mongo.remove(Query.query(where("_id").is(due.id())), COLLECTION).then();
  }
}
