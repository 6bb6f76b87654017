package org.twofold.gateway.login;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.events.LoginSucceeded;
import org.twofold.events.Method;
import org.twofold.events.SessionEnded;
import org.twofold.gateway.account.Indexed;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The logins and the sessions that they became. Every step is one guarded update of one document.
 */
@Component
class Logins implements Indexed {

  static final String COLLECTION = "logins";

  /** Kept a while after the end, for answers that say so. */
  private static final Duration KEPT = Duration.ofHours(1);

  /** Re-authentications of a session that are remembered; one that is older can end no more. */
  private static final int MOST_SUCCESSORS = 20;

  private final OutboxCollection<Login> documents;
  private final ReactiveMongoTemplate mongo;
  private final Clock clock;

  Logins(OutboxCollections collections, ReactiveMongoTemplate mongo, Clock clock) {
    this.documents = collections.of(COLLECTION, Login.class);
    this.mongo = mongo;
    this.clock = clock;
  }

  /** What completing a login writes. */
  record Completion(String hash, Proof proof, Instant expiresAt) {}

  Mono<Void> insert(Login login, Outgoing... events) {
    return documents.insert(login, login.expiresAt().plus(KEPT), events);
  }

  Mono<Login> find(String loginId) {
    return documents.find(loginId);
  }

  /** The sessions of a user, those that have ended aside; one that expired may be among them. */
  Flux<Login> sessions(String userId) {
    return mongo.find(
        Query.query(where("userId").is(userId).and("status").is(Login.Status.COMPLETE)),
        Login.class,
        COLLECTION);
  }

  /**
   * The one guarded update that makes the session.
   *
   * @return false where another request made it, or the login is over
   */
  Mono<Boolean> complete(Login read, Completion completion, LoginSucceeded event) {
    Instant now = clock.instant();
    Update change =
        new Update()
            .set("status", Login.Status.COMPLETE)
            .set("tokenHash", completion.hash())
            .set("aal", completion.proof().aal())
            .set("amr", completion.proof().amr())
            .set("authenticatedAt", now)
            .set("lastSeenAt", now)
            .set("expiresAt", completion.expiresAt())
            .set("keepUntil", completion.expiresAt().plus(KEPT));
    return documents.update(read.id(), asRead(read), change, Outgoing.of(event));
  }

  /**
   * Puts a challenge, or the next message of it, in the place of the one that was read.
   *
   * @param events none where it is not sent
   * @return false where another request was first, or the login is over
   */
  Mono<Boolean> challenge(Login read, SentChallenge next, Outgoing... events) {
    SentChallenge before = read.challenge();
    Criteria unchanged =
        before == null
            ? asRead(read).and("challenge").is(null)
            : asRead(read)
                .and("challenge._id")
                .is(before.id())
                .and("challenge.sendNumber")
                .is(before.sendNumber());
    Update change =
        new Update()
            .set("challenge", next)
            .set("method", next.method())
            .set("resendAt." + next.method().name(), next.resendAt());
    return documents.update(read.id(), unchanged, change, events);
  }

  /** Asks for a method that sends nothing; the challenge that was sent stays. */
  Mono<Boolean> choose(Login read, Method method) {
    return documents.update(read.id(), asRead(read), new Update().set("method", method));
  }

  /** Gives a login or session another token; the one before opens nothing more. */
  Mono<Boolean> renew(Login read, String hash) {
    return documents.update(
        read.id(),
        where("status").is(read.status()).and("tokenHash").is(read.tokenHash()),
        new Update().set("tokenHash", hash));
  }

  /** Notes what was heard of a message, forward only and for the present send only. */
  Mono<Boolean> delivery(String loginId, String challengeId, int sendNumber, Delivery heard) {
    Criteria further =
        where("challenge._id")
            .is(challengeId)
            .and("challenge.sendNumber")
            .is(sendNumber)
            .and("challenge.delivery")
            .lt(heard.rank());
    // past its end a message of which nothing was heard is shown as FAILED
    Criteria forward =
        heard.rank() < Delivery.FAILED.rank()
            ? further.and("challenge.expiresAt").gt(clock.instant())
            : further;
    return documents.update(loginId, forward, new Update().set("challenge.delivery", heard.rank()));
  }

  /** Notes that a session is in use. */
  Mono<Boolean> seen(String loginId, @Nullable Instant before) {
    return documents.update(
        loginId,
        where("status").is(Login.Status.COMPLETE).and("lastSeenAt").is(before),
        new Update().set("lastSeenAt", clock.instant()));
  }

  /**
   * Notes that a session is being proven again, so that it is over once the other is complete.
   *
   * @return false where it had ended
   */
  Mono<Boolean> succeed(String sessionId, String loginId) {
    return documents.update(
        sessionId,
        where("status").is(Login.Status.COMPLETE),
        new Update().push("successors").slice(-MOST_SUCCESSORS).each(loginId));
  }

  /**
   * Ends a session.
   *
   * @return false where it had ended already
   */
  Mono<Boolean> end(String loginId, SessionEnded event) {
    return documents.update(
        loginId,
        where("status").is(Login.Status.COMPLETE),
        new Update().set("status", Login.Status.ENDED).unset("tokenHash"),
        Outgoing.of(event));
  }

  @Override
  public Mono<String> makeIndexes() {
    return mongo.indexOps(COLLECTION).createIndex(new Index("userId", Sort.Direction.ASC));
  }

  /** As it was read, and not over. */
  private Criteria asRead(Login read) {
    return where("status")
        .is(Login.Status.PENDING)
        .and("tokenHash")
        .is(read.tokenHash())
        .and("expiresAt")
        .gt(clock.instant());
  }
}
