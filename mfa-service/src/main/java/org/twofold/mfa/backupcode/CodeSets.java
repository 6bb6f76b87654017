package org.twofold.mfa.backupcode;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.List;
import org.bson.types.Binary;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import org.twofold.mfa.lockout.Erasure;
import reactor.core.publisher.Mono;

/** The sets of backup codes. Each step is one update of one document whose filter decides. */
@Component
class CodeSets {

  /** Further tries of the login that used a code. */
  private static final int MOST_REPEATS = 5;

  private final OutboxCollection<CodeSet> documents;
  private final Erasure erasure;

  CodeSets(OutboxCollections collections, Erasure erasure) {
    this.documents = collections.of("backup-code-sets", CodeSet.class);
    this.erasure = erasure;
  }

  /** Empty where there is none of that id. */
  Mono<CodeSet> find(String id) {
    return documents.find(id);
  }

  /** False where one of that id stands. */
  Mono<Boolean> insert(CodeSet set) {
    return documents.insertIfAbsent(set, null);
  }

  /**
   * Uses a code for a login; false where it is used, or the set destroyed. The unused slot is found
   * by its hash, of which there is one: to MongoDB {@code slots.3.usedBy} is also a field of the
   * other slots, that they lack, so it would always be null.
   */
  Mono<Boolean> consume(CodeSet set, int slot, String loginId, Outgoing accepted) {
    Binary hash = set.slots().get(slot).hash();
    return documents.update(
        set.id(),
        where("userId")
            .is(set.userId())
            .and(field(slot, "hash"))
            .is(hash)
            .and("slots")
            .elemMatch(where("hash").is(hash).and("usedBy").is(null)),
        new Update().set(field(slot, "usedBy"), loginId),
        accepted);
  }

  /**
   * Counts a try of the login that used that very code, which lost its answer; false where another
   * did, or it was too often.
   */
  Mono<Boolean> repeat(CodeSet set, int slot, String loginId) {
    return documents.update(
        set.id(),
        where("userId")
            .is(set.userId())
            .and(field(slot, "usedBy"))
            .is(loginId)
            .and(field(slot, "repeats"))
            .lt(MOST_REPEATS),
        new Update().inc(field(slot, "repeats"), 1));
  }

  /** Destroys its codes. The id stays taken. */
  Mono<Boolean> destroy(String userId, String id) {
    return documents.update(id, where("userId").is(userId), destroyed());
  }

  /** Takes it away. */
  Mono<Void> erase(String userId, String id) {
    return erasure.erase(documents, id, where("userId").is(userId), destroyed());
  }

  private static Update destroyed() {
    return new Update().set("slots", List.of());
  }

  private static String field(int slot, String name) {
    return "slots." + slot + "." + name;
  }
}
