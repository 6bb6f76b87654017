package org.twofold.mfa.challenge;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Clock;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/**
 * The challenges. Every step is one update of one document whose filter decides:
 *
 * <pre>
 * (none) --insert--> open --takeAttempt, at most 5--> open --consume, once--> consumed
 *                      |                                                        |
 *                      +-- expiresAt passes: nothing matches any more           +-- takeRepeat, at most 5,
 *                                                                                   by the same login
 * </pre>
 */
@Component
class Challenges {

  private final OutboxCollection<Challenge> documents;
  private final ChallengeSettings settings;
  private final Clock clock;

  Challenges(OutboxCollections collections, ChallengeSettings settings, Clock clock) {
    this.documents = collections.of("challenges", Challenge.class);
    this.settings = settings;
    this.clock = clock;
  }

  /** Empty where there is none of that id. */
  Mono<Challenge> find(String id) {
    return documents.find(id);
  }

  /** False where it was made before. */
  Mono<Boolean> insert(Challenge challenge, Outgoing issued) {
    return documents.insertIfAbsent(
        challenge, challenge.expiresAt().plus(settings.keptFor()), issued);
  }

  /**
   * Notes a further message; false where it, or a later one, was asked for before, or where this is
   * another challenge. Never changes anything but the number.
   */
  Mono<Boolean> sendAgain(Challenge same, Outgoing issued) {
    return documents.update(
        same.id(), fewerSendsOf(same), new Update().set("sends", same.sends()), issued);
  }

  /**
   * Counts a try; false where the challenge takes none. Expiry is judged here, by the filter (A2).
   */
  Mono<Boolean> takeAttempt(String id) {
    return documents.update(
        id,
        live().and("consumedBy").is(null).and("attempts").lt(Challenge.MOST_ATTEMPTS),
        new Update().inc("attempts", 1));
  }

  /** Uses it up for a login; false where it is used up, or over. */
  Mono<Boolean> consume(String id, String loginId, Outgoing accepted) {
    return documents.update(
        id, live().and("consumedBy").is(null), new Update().set("consumedBy", loginId), accepted);
  }

  /**
   * Counts a try of the login that used it up, which lost its answer; false where that was another,
   * or too often, or too late.
   */
  Mono<Boolean> takeRepeat(String id, String loginId) {
    return documents.update(
        id,
        live().and("consumedBy").is(loginId).and("repeats").lt(Challenge.MOST_ATTEMPTS),
        new Update().inc("repeats", 1));
  }

  /** Writes down that a counted try failed. */
  Mono<Boolean> failed(String id, Outgoing tried) {
    return documents.update(id, new Criteria(), new Update(), tried);
  }

  /**
   * Writes down that a try was refused uncounted; false where that was done often enough: a
   * stranger must not be able to make the trail grow.
   */
  Mono<Boolean> refused(String id, Outgoing tried) {
    return documents.update(
        id, where("refusals").lt(Challenge.MOST_ATTEMPTS), new Update().inc("refusals", 1), tried);
  }

  private Criteria live() {
    return where("expiresAt").gt(clock.instant());
  }

  private static Criteria fewerSendsOf(Challenge same) {
    return where("sends")
        .lt(same.sends())
        .and("userId")
        .is(same.userId())
        .and("loginId")
        .is(same.loginId())
        .and("method")
        .is(same.method())
        .and("purpose")
        .is(same.purpose())
        .and("startedAt")
        .is(same.startedAt())
        .and("expiresAt")
        .is(same.expiresAt());
  }
}
