package org.twofold.mfa.lockout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens locked factors: for a user who proved another one or followed a link (B5), or for support
 * (D5).
 */
@Component
class Unlocking {

  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  private final Factors factors;
  private final LockoutSettings settings;
  private final Clock clock;

  Unlocking(Factors factors, LockoutSettings settings, Clock clock) {
    this.factors = factors;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The login that proved it.
   *
   * @param at a lock that began later stays, so that an old event opens nothing
   */
  record Proof(String eventId, String loginId, Instant at) {}

  /** Opens all but the one that was proven; how many. */
  Mono<Long> unlockOthers(FactorRef proven, Proof proof) {
    return Flux.fromIterable(FactorRef.allOf(proven.userId()))
        .filter(factor -> factor.method() != proven.method())
        .concatMap(
            factor ->
                factors.unlock(
                    factor,
                    settings.lockedAt(),
                    proof.at(),
                    FactorEvents.unlocked(factor, proof, now())))
        .filter(opened -> opened)
        .count();
  }

  /**
   * A link that a notice of a lock had.
   *
   * @param lockedBy a lock that began later stays, so that a link opens one lock and no other
   */
  record MailedLink(String id, Instant lockedBy) {}

  /** Opens one by a link; false where it is not locked, or was locked later. */
  Mono<Boolean> unlock(FactorRef factor, MailedLink link) {
    return factors.unlock(
        factor,
        settings.lockedAt(),
        // of a lock that began in that very moment the link may have told
        link.lockedBy().plusMillis(1),
        FactorEvents.unlocked(factor, link, now()));
  }

  /**
   * Somebody of support.
   *
   * @param commandId names what she did, in every event of it
   * @param operator who
   * @param reason why, in her words
   */
  record Support(String commandId, String operator, String reason) {}

  /** Opens one for support; false where it is not locked. */
  Mono<Boolean> unlock(FactorRef factor, Support support) {
    // whichever lock it is, also one that was begun by a clock somewhat ahead
    return factors.unlock(
        factor,
        settings.lockedAt(),
        now().plus(CLOCKS_APART),
        FactorEvents.unlocked(factor, support, now()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
