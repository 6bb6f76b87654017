package org.twofold.mfa.lockout;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.ReactiveBulkOperations;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What each factor of a user consists of, authenticators or sets of backup codes, so that all of it
 * is found by one look-up. An id is noted before what it names is written: what is listed may be
 * missing, what is there is listed.
 */
@Component
public class Holdings {

  private static final String COLLECTION = "holdings";

  private final ReactiveMongoTemplate mongo;

  Holdings(ReactiveMongoTemplate mongo) {
    this.mongo = mongo;
  }

  private record Holding(@Id String id, List<String> ids) {}

  /** Notes an id, after those that are noted already. */
  public Mono<Boolean> note(FactorRef factor, String id) {
    return noteAll(List.of(new Note(factor, id)));
  }

  /** What is to be noted. */
  public record Note(FactorRef factor, String id) {}

  /** Notes some, each after those that its factor has already. */
  public Mono<Boolean> noteAll(List<Note> notes) {
    ReactiveBulkOperations upserts = mongo.bulkOps(BulkMode.UNORDERED, COLLECTION);
    notes.forEach(
        note -> upserts.upsert(of(note.factor()), new Update().addToSet("ids", note.id())));
    return upserts.execute().map(result -> true);
  }

  /** The ids, in the order in which they were noted. */
  public Mono<List<String>> find(FactorRef factor) {
    return mongo
        .findById(factor.id(), Holding.class, COLLECTION)
        .map(Holding::ids)
        .defaultIfEmpty(List.of());
  }

  /** Takes the list away. */
  public Mono<Void> forget(FactorRef factor) {
    return mongo.remove(of(factor), COLLECTION).then();
  }

  private static Query of(FactorRef factor) {
    return Query.query(where("_id").is(factor.id()));
  }
}
