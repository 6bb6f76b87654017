package org.twofold.mfa.lockout;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Instant;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/** The factors. A count is raised by compare-and-set on all that it was judged by. */
@Component
class Factors {

  private final OutboxCollection<Factor> documents;
  private final Erasure erasure;

  Factors(OutboxCollections collections, Erasure erasure) {
    this.erasure = erasure;
    this.documents = collections.of("factors", Factor.class);
  }

  /** The factor; one without failures where none is known. */
  Mono<Factor> find(FactorRef ref) {
    return documents.find(ref.id()).defaultIfEmpty(Factor.fresh(ref));
  }

  /** False where the factor is no more as it was read. */
  Mono<Boolean> raise(Factor read, Gate.Counted counted, Instant now) {
    Instant notBefore = counted.next() instanceof Instant next ? next : now;
    return read.failures() == 0
        ? begin(read, notBefore)
        : documents.update(read.id(), as(read), to(counted.failures(), notBefore));
  }

  private Mono<Boolean> begin(Factor read, Instant notBefore) {
    return documents
        .update(read.id(), as(read), to(1, notBefore))
        .flatMap(
            known ->
                known
                    ? Mono.just(true)
                    : documents.insertIfAbsent(new Factor(read.id(), 1, notBefore, 0), null));
  }

  /**
   * Back to none. A lock that another try began meanwhile stays: no code opens it.
   *
   * @param counted the count that turned out to be no failure
   */
  Mono<Boolean> clear(FactorRef ref, Gate.Counted counted, int lockedAt) {
    Criteria mineOrNotLocked =
        new Criteria()
            .orOperator(where("failures").lt(lockedAt), where("failures").is(counted.failures()));
    return documents.update(ref.id(), mineOrNotLocked, to(0, Instant.EPOCH).set("told", 0));
  }

  /** Writes what began with that many failures; false where it was written, or is over. */
  Mono<Boolean> tell(FactorRef ref, int failures, Outgoing event) {
    return documents.update(
        ref.id(),
        where("failures").is(failures).and("told").lt(failures),
        new Update().set("told", failures),
        event);
  }

  /** Opens a locked factor; false where it is not locked, or was locked later. */
  Mono<Boolean> unlock(FactorRef ref, int lockedAt, Instant lockedBefore, Outgoing event) {
    return documents.update(
        ref.id(),
        where("failures").gte(lockedAt).and("notBefore").lt(lockedBefore),
        to(0, Instant.EPOCH).set("told", 0),
        event);
  }

  /** Forgets the factor. */
  Mono<Void> erase(FactorRef ref) {
    return erasure.erase(documents, ref.id(), new Criteria(), to(0, Instant.EPOCH));
  }

  private static Criteria as(Factor read) {
    return where("failures").is(read.failures()).and("notBefore").is(read.notBefore());
  }

  private static Update to(int failures, Instant notBefore) {
    return new Update().set("failures", failures).set("notBefore", notBefore);
  }
}
