package org.twofold.gateway.account;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Clock;
import java.time.Duration;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.events.ChallengeRequested;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/** The registrations, each a guarded document of its own. */
@Component
class Registrations implements Indexed {

  static final String COLLECTION = "registrations";

  /** Kept a while after its end, so that a late code is told from a wrong address. */
  private static final Duration KEPT = Duration.ofHours(24);

  private final OutboxCollection<Registration> documents;
  private final ReactiveMongoTemplate mongo;
  private final Clock clock;

  Registrations(OutboxCollections collections, ReactiveMongoTemplate mongo, Clock clock) {
    this.documents = collections.of(COLLECTION, Registration.class);
    this.mongo = mongo;
    this.clock = clock;
  }

  Mono<Registration> find(String id) {
    return documents.find(id);
  }

  Mono<Registration> findByAccountId(String accountId) {
    return mongo.findOne(
        Query.query(where("accountId").is(accountId)), Registration.class, COLLECTION);
  }

  /**
   * Begins a registration.
   *
   * @return false where the same one stands already
   */
  Mono<Boolean> insert(Registration registration, ChallengeRequested event) {
    return documents.insertIfAbsent(
        registration, registration.expiresAt().plus(KEPT), Outgoing.of(event));
  }

  /**
   * Puts a new registration in the place of one that is over.
   *
   * @return false where another request was first
   */
  Mono<Boolean> replace(Registration over, Registration next, ChallengeRequested event) {
    Update change =
        new Update()
            .set("accountId", next.accountId())
            .set("address", next.address())
            .set("passwordHash", next.passwordHash())
            .set("locale", next.locale())
            .set("timeZone", next.timeZone())
            .set("purpose", next.purpose())
            .set("challengeId", next.challengeId())
            .set("sendNumber", next.sendNumber())
            .set("startedAt", next.startedAt())
            .set("expiresAt", next.expiresAt())
            .set("resendAt", next.resendAt())
            .set("done", false)
            .set("keepUntil", next.expiresAt().plus(KEPT));
    return documents.update(
        over.id(), where("accountId").is(over.accountId()), change, Outgoing.of(event));
  }

  /**
   * Counts one more message.
   *
   * @return false where it is too early, or another request was first
   */
  Mono<Boolean> sendAgain(Registration read, Duration pause, ChallengeRequested event) {
    return documents.update(
        read.id(),
        where("accountId")
            .is(read.accountId())
            .and("sendNumber")
            .is(read.sendNumber())
            .and("resendAt")
            .lte(clock.instant())
            .and("expiresAt")
            .gt(clock.instant())
            .and("done")
            .is(false),
        new Update()
            .set("sendNumber", read.sendNumber() + 1)
            .set("resendAt", clock.instant().plus(pause)),
        Outgoing.of(event));
  }

  Mono<Boolean> done(Registration proven) {
    return documents.update(
        proven.id(),
        where("accountId").is(proven.accountId()).and("done").is(false),
        new Update().set("done", true));
  }

  @Override
  public Mono<String> makeIndexes() {
    return mongo
        .indexOps(COLLECTION)
        .createIndex(new Index("accountId", Sort.Direction.ASC).unique());
  }
}
