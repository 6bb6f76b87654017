package org.twofold.mfa.totp;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import org.twofold.mfa.lockout.Erasure;
import org.twofold.mfa.totp.Authenticator.State;
import reactor.core.publisher.Mono;

/**
 * The authenticators. Every step is one update of one document whose filter decides:
 *
 * <pre>
 * (none) --insert--> PENDING --activate, once--> ACTIVE --consume, each step once--> ACTIVE
 *                      |  takeConfirmation,        |  confirmAgain, repeat: at most 5 each
 *                      |  at most 5                |
 *                      +-- expiresAt passes        +--destroy--> DESTROYED
 * </pre>
 */
@Component
class Authenticators {

  /** How long after its end one that was never confirmed is told from one that never was. */
  private static final Duration KEPT_FOR = Duration.ofDays(1);

  private final OutboxCollection<Authenticator> documents;
  private final Erasure erasure;
  private final Clock clock;

  Authenticators(OutboxCollections collections, Erasure erasure, Clock clock) {
    this.documents = collections.of("authenticators", Authenticator.class);
    this.erasure = erasure;
    this.clock = clock;
  }

  /** Empty where there is none of that id. */
  Mono<Authenticator> find(String id) {
    return documents.find(id);
  }

  /** False where one of that id stands. */
  Mono<Boolean> insert(Authenticator authenticator) {
    Instant end = authenticator.expiresAt();
    return documents.insertIfAbsent(authenticator, end == null ? null : end.plus(KEPT_FOR));
  }

  /** Inserts some that never expire; the places of those whose id is taken. */
  Mono<Set<Integer>> insertAll(List<Authenticator> some) {
    return documents.insertAll(
        some.stream().map(one -> new OutboxCollection.Fresh<>(one, List.of())).toList());
  }

  /** Counts a try to confirm; false where it takes none. Expiry is judged here, by the filter. */
  Mono<Boolean> takeConfirmation(String userId, String id) {
    return documents.update(
        id,
        confirmable(userId, State.PENDING).and("confirmations").lt(Authenticator.MOST_TRIES),
        new Update().inc("confirmations", 1));
  }

  /** Counts a try to confirm what is confirmed; false where it takes none. */
  Mono<Boolean> confirmAgain(String userId, String id) {
    return documents.update(
        id,
        confirmable(userId, State.ACTIVE).and("confirmedAgain").lt(Authenticator.MOST_TRIES),
        new Update().inc("confirmedAgain", 1));
  }

  /** Confirms it, and spends the step; it is kept from now on. False where it cannot be, or is. */
  Mono<Boolean> activate(String userId, String id, long step) {
    return documents.update(
        id,
        confirmable(userId, State.PENDING),
        new Update()
            .set("state", State.ACTIVE)
            .set("confirmedStep", step)
            .set("lastStep", step)
            .unset("keepUntil")
            .unset("deleteAt"));
  }

  /** Spends a step for a login; false where it, or a newer one, is spent. */
  Mono<Boolean> consume(String userId, String id, long step, String loginId, Outgoing accepted) {
    return documents.update(
        id,
        active(userId).and("lastStep").lt(step),
        new Update()
            .set("lastStep", step)
            .set("lastLoginId", loginId)
            .set("lastUsedAt", clock.instant())
            .set("repeats", 0),
        accepted);
  }

  /**
   * Counts a try of the login that spent that very step, which lost its answer; false where another
   * did, or it was too often.
   */
  Mono<Boolean> repeat(String userId, String id, long step, String loginId) {
    return documents.update(
        id,
        active(userId)
            .and("lastStep")
            .is(step)
            .and("lastLoginId")
            .is(loginId)
            .and("repeats")
            .lt(Authenticator.MOST_TRIES),
        new Update().inc("repeats", 1));
  }

  /** Destroys the secret. The id stays taken. */
  Mono<Boolean> destroy(String userId, String id) {
    return documents.update(id, where("userId").is(userId), destroyed());
  }

  /** Takes it away. */
  Mono<Void> erase(String userId, String id) {
    return erasure.erase(documents, id, where("userId").is(userId), destroyed());
  }

  private static Update destroyed() {
    return new Update().set("state", State.DESTROYED).unset("secret").unset("lastLoginId");
  }

  private Criteria confirmable(String userId, State state) {
    return where("userId").is(userId).and("state").is(state).and("expiresAt").gt(clock.instant());
  }

  private static Criteria active(String userId) {
    return where("userId").is(userId).and("state").is(State.ACTIVE);
  }
}
