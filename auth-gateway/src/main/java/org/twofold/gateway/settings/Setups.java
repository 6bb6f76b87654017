package org.twofold.gateway.settings;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Duration;
import java.time.Instant;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.events.ChallengeRequested;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/** The numbers and addresses that are being proven, each a guarded document of its own. */
@Component
class Setups {

  /** Kept a while after its end, so that a late code is told from an unknown id. */
  private static final Duration KEPT = Duration.ofHours(24);

  private final OutboxCollection<Setup> documents;

  Setups(OutboxCollections collections) {
    this.documents = collections.of("setups", Setup.class);
  }

  Mono<Setup> find(String id) {
    return documents.find(id);
  }

  /**
   * Begins one where none stands.
   *
   * @return false where another request was first
   */
  Mono<Boolean> insert(Setup setup, ChallengeRequested event) {
    return documents.insertIfAbsent(setup, setup.expiresAt().plus(KEPT), Outgoing.of(event));
  }

  /**
   * Puts one, or its next message, in the place of the one that was read.
   *
   * @return false where another request was first
   */
  Mono<Boolean> replace(Setup read, Setup next, ChallengeRequested event) {
    Instant keepUntil = next.expiresAt().plus(KEPT);
    Update change =
        new Update()
            .set("setupId", next.setupId())
            .set("target", next.target())
            .set("challengeId", next.challengeId())
            .set("sendNumber", next.sendNumber())
            .set("startedAt", next.startedAt())
            .set("expiresAt", next.expiresAt())
            .set("resendAt", next.resendAt())
            .set("done", false)
            .set("keepUntil", keepUntil);
    return documents.update(
        read.id(),
        where("setupId").is(read.setupId()).and("sendNumber").is(read.sendNumber()),
        change,
        Outgoing.of(event));
  }

  /** It was proven. */
  Mono<Boolean> done(Setup proven) {
    return documents.update(
        proven.id(), where("setupId").is(proven.setupId()), new Update().set("done", true));
  }
}
