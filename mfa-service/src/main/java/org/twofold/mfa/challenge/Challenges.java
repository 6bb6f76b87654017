package org.twofold.mfa.challenge;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Clock;
import java.time.Duration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.events.ChallengeIssued;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/** The challenges. Every step is one update of one document whose filter decides. */
@Component
class Challenges {

  private static final Duration KEPT = Duration.ofHours(24);

  private final OutboxCollection<Challenge> documents;
  private final Clock clock;

  Challenges(OutboxCollections collections, Clock clock) {
    this.documents = collections.of("challenges", Challenge.class);
    this.clock = clock;
  }

  Mono<Challenge> find(String id) {
    return documents.find(id);
  }

  /** False where it was made before. */
  Mono<Boolean> insert(Challenge challenge, ChallengeIssued event) {
    return documents
        .insert(challenge, challenge.expiresAt().plus(KEPT), Outgoing.of(event))
        .thenReturn(true)
        .onErrorResume(DuplicateKeyException.class, made -> Mono.just(false));
  }

  /** False where that message, or a later one, was asked for before. */
  Mono<Boolean> sendAgain(String id, int sendNumber, ChallengeIssued event) {
    return documents.update(
        id,
        where("sends").lt(sendNumber),
        new Update().set("sends", sendNumber),
        Outgoing.of(event));
  }

  /**
   * Counts a try; false where the challenge takes none. Expiry is judged here, by the filter (A2).
   */
  Mono<Boolean> takeAttempt(String id) {
    return documents.update(
        id, open().and("attempts").lt(Challenge.MOST_ATTEMPTS), new Update().inc("attempts", 1));
  }

  /** Uses it up for a login; false where it is used up, or over. */
  Mono<Boolean> consume(String id, String loginId, Outgoing event) {
    return documents.update(id, open(), new Update().set("consumedBy", loginId), event);
  }

  /** Counts a try of the login that used it up; false where that was another, or too often. */
  Mono<Boolean> takeRepeat(String id, String loginId) {
    return documents.update(
        id,
        where("consumedBy").is(loginId).and("repeats").lt(Challenge.MOST_ATTEMPTS),
        new Update().inc("repeats", 1));
  }

  /** Notes what else happened to it. */
  Mono<Boolean> note(String id, Outgoing event) {
    return documents.update(id, new Criteria(), new Update(), event);
  }

  private Criteria open() {
    return where("consumedBy").is(null).and("expiresAt").gt(clock.instant());
  }
}
