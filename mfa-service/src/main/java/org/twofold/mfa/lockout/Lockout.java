package org.twofold.mfa.lockout;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.events.FactorLocked;
import org.twofold.events.Method;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/**
 * Counts a factor's failures in a row (NIST SP 800-63B-4, 3.2.2). A try is counted as a failure
 * before the code is compared, by compare-and-set on the count that was read, and taken back when
 * the code was right.
 */
@Component
public class Lockout {

  private static final int TRIES = 8;

  private final OutboxCollection<Factor> documents;
  private final LockoutSettings settings;
  private final Clock clock;

  Lockout(OutboxCollections collections, LockoutSettings settings, Clock clock) {
    this.documents = collections.of("factors", Factor.class);
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether a code may be looked at. */
  public sealed interface Gate {

    /**
     * It may, and counts as a failure until it is known to be right.
     *
     * @param failures in a row, with this one
     * @param next when the next one may follow; null: at once
     */
    record Open(int failures, @Nullable Instant next) implements Gate {}

    /**
     * It may not; nothing was counted.
     *
     * @param until when it may; null: not by itself
     */
    record Closed(@Nullable Instant until) implements Gate {}
  }

  /**
   * Counts a failure in advance, if the factor takes a code now. Fails where too many ask at once.
   */
  public Mono<Gate> enter(String userId, Method method, String correlationId) {
    String id = id(userId, method);
    return Mono.defer(() -> attempt(id, userId, method, correlationId))
        .repeatWhenEmpty(TRIES, rounds -> rounds)
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("Too many tries at once")));
  }

  /** Takes the failures back: the code was right. */
  public Mono<Boolean> succeed(String userId, Method method) {
    return documents.update(
        id(userId, method),
        where("failures").lt(settings.lockedAt()),
        new Update().set("failures", 0).set("notBefore", Instant.EPOCH));
  }

  private Mono<Gate> attempt(String id, String userId, Method method, String correlationId) {
    return documents
        .find(id)
        .switchIfEmpty(
            Mono.defer(
                () -> {
                  Factor fresh = new Factor(id, 0, Instant.EPOCH);
                  return documents
                      .insert(fresh, null)
                      .thenReturn(fresh)
                      .onErrorResume(DuplicateKeyException.class, taken -> documents.find(id));
                }))
        .flatMap(factor -> count(factor, userId, method, correlationId));
  }

  private Mono<Gate> count(Factor factor, String userId, Method method, String correlationId) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (factor.failures() >= settings.lockedAt()) {
      return Mono.just(new Gate.Closed(null));
    }
    if (factor.notBefore().isAfter(now)) {
      return Mono.just(new Gate.Closed(factor.notBefore()));
    }
    int failures = factor.failures() + 1;
    Instant next = now.plus(settings.delayAfter(failures));
    Criteria same = where("failures").is(factor.failures()).and("notBefore").is(factor.notBefore());
    Update change = new Update().set("failures", failures).set("notBefore", next);
    Mono<Boolean> counted =
        failures == settings.lockedAt()
            ? documents.update(
                factor.id(),
                same,
                change,
                Outgoing.of(locked(factor, userId, method, correlationId)))
            : documents.update(factor.id(), same, change);
    return counted
        .filter(won -> won)
        .map(won -> new Gate.Open(failures, next.isAfter(now) ? next : null));
  }

  private FactorLocked locked(Factor factor, String userId, Method method, String correlationId) {
    return FactorLocked.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(clock.instant())
        .setUserId(userId)
        .setCorrelationId(correlationId)
        .setAggregateId(factor.id())
        .setSequence(0)
        .setMethod(method)
        .setFailures(settings.lockedAt())
        .build();
  }

  private static String id(String userId, Method method) {
    return userId + ":" + method.name();
  }
}
