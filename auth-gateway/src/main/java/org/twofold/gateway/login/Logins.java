package org.twofold.gateway.login;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.events.ChallengeRequested;
import org.twofold.events.LoginSucceeded;
import org.twofold.events.SessionEnded;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/**
 * The logins and the sessions that they became. Every step is one guarded update of one document.
 */
@Component
class Logins {

  /** Kept a while after the end, for answers that say so. */
  private static final Duration KEPT = Duration.ofHours(1);

  private final OutboxCollection<Login> documents;
  private final Clock clock;

  Logins(OutboxCollections collections, Clock clock) {
    this.documents = collections.of("logins", Login.class);
    this.clock = clock;
  }

  /** What completing a login writes. */
  record Completion(String hash, long sessionEpoch, AssuranceLevel aal, Instant expiresAt) {}

  Mono<Void> insert(Login login, Outgoing... events) {
    return documents.insert(login, login.expiresAt().plus(KEPT), events);
  }

  Mono<Login> find(String loginId) {
    return documents.find(loginId);
  }

  /**
   * The one guarded update that makes the session.
   *
   * @return false where another request made it, or the login is over
   */
  Mono<Boolean> complete(Login read, Completion completion, LoginSucceeded event) {
    Instant now = clock.instant();
    Criteria pending =
        where("status")
            .is(Login.Status.PENDING)
            .and("tokenHash")
            .is(read.tokenHash())
            .and("expiresAt")
            .gt(now);
    Update change =
        new Update()
            .set("status", Login.Status.COMPLETE)
            .set("tokenHash", completion.hash())
            .set("sessionEpoch", completion.sessionEpoch())
            .set("aal", completion.aal())
            .set("amr", event.getAmr())
            .set("authenticatedAt", now)
            .set("lastSeenAt", now)
            .set("expiresAt", completion.expiresAt())
            .set("keepUntil", completion.expiresAt().plus(KEPT));
    return documents.update(read.id(), pending, change, Outgoing.of(event));
  }

  /**
   * Puts a challenge, or the next message of it, in the place of the one that was read.
   *
   * @return false where another request was first
   */
  Mono<Boolean> challenge(Login read, SentChallenge next, ChallengeRequested event) {
    SentChallenge before = read.challenge();
    Criteria same = where("status").is(Login.Status.PENDING).and("tokenHash").is(read.tokenHash());
    Criteria unchanged =
        before == null
            ? same.and("challenge").is(null)
            : same.and("challenge._id")
                .is(before.id())
                .and("challenge.sendNumber")
                .is(before.sendNumber());
    return documents.update(
        read.id(), unchanged, new Update().set("challenge", next), Outgoing.of(event));
  }

  /** Notes what was heard of a message, forward only and for the present send only. */
  Mono<Boolean> delivery(String loginId, String challengeId, int sendNumber, Delivery heard) {
    return documents.update(
        loginId,
        where("challenge._id")
            .is(challengeId)
            .and("challenge.sendNumber")
            .is(sendNumber)
            .and("challenge.delivery")
            .lt(heard.ordinal()),
        new Update().set("challenge.delivery", heard.ordinal()));
  }

  /** Notes that a session is in use. */
  Mono<Boolean> seen(String loginId, @Nullable Instant before) {
    return documents.update(
        loginId,
        where("status").is(Login.Status.COMPLETE).and("lastSeenAt").is(before),
        new Update().set("lastSeenAt", clock.instant()));
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
}
