package org.twofold.mfa.lockout;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Clock;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.messaging.outbox.OutboxCollection;
import reactor.core.publisher.Mono;

/**
 * Takes a document away. One whose events still wait to be published loses what it holds at once,
 * and goes with the last of them.
 */
@Component
public class Erasure {

  private final ReactiveMongoTemplate mongo;
  private final Clock clock;

  Erasure(ReactiveMongoTemplate mongo, Clock clock) {
    this.mongo = mongo;
    this.clock = clock;
  }

  /**
   * Erases; where there is no such document, nothing.
   *
   * @param whose what must hold of the document; another one stays
   * @param emptied destroys what it holds
   */
  public Mono<Void> erase(
      OutboxCollection<?> documents, String id, Criteria whose, Update emptied) {
    Criteria published =
        new Criteria().andOperator(where("_id").is(id), whose, where("outboxSince").is(null));
    return documents
        .update(id, whose, emptied.set("keepUntil", clock.instant()))
        .then(mongo.remove(Query.query(published), documents.name()))
        .then();
  }
}
