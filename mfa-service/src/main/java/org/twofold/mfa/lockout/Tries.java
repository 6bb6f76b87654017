package org.twofold.mfa.lockout;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Duration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/** The tries of logins. Each count is one update of one document whose filter decides. */
@Component
class Tries {

  /** How long after the end of its login a count is kept. */
  private static final Duration KEPT_FOR = Duration.ofDays(1);

  private final OutboxCollection<TryCount> documents;

  Tries(OutboxCollections collections) {
    this.documents = collections.of("tries", TryCount.class);
  }

  Mono<TryCount> find(LoginTry login) {
    return documents.find(login.id());
  }

  /** Counts a try; false where the login has none left. */
  Mono<Boolean> take(LoginTry login) {
    return count(login, "attempts")
        .flatMap(
            counted -> counted ? Mono.just(true) : begin(login).then(count(login, "attempts")));
  }

  /** Counts a try of a login that was let in already; false where it had enough of them. */
  Mono<Boolean> takeRepeat(LoginTry login) {
    return count(login, "repeats");
  }

  /** Writes down that a counted try failed. */
  Mono<Boolean> failed(LoginTry login, Outgoing tried) {
    return documents.update(login.id(), new Criteria(), new Update(), tried);
  }

  /** Writes down that a try was refused uncounted; false where that was done often enough. */
  Mono<Boolean> refused(LoginTry login, Outgoing tried) {
    return documents.update(login.id(), fewer("refusals"), one("refusals"), tried);
  }

  private Mono<Boolean> count(LoginTry login, String what) {
    return documents.update(login.id(), fewer(what), one(what));
  }

  private Mono<Void> begin(LoginTry login) {
    return documents
        .insert(TryCount.none(login), login.loginExpiresAt().plus(KEPT_FOR))
        .onErrorResume(DuplicateKeyException.class, begun -> Mono.empty());
  }

  private static Criteria fewer(String what) {
    return where(what).lt(TryCount.MOST);
  }

  private static Update one(String what) {
    return new Update().inc(what, 1);
  }
}
