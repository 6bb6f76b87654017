package org.twofold.mfa.lockout;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts a factor's failures in a row (NIST SP 800-63B-4, 3.2.2), across challenges, logins and
 * restarts. A try is counted as a failure before its code is compared, and taken back when the code
 * was right.
 *
 * <pre>
 * look: may a code be looked at?   enter: count it as a failure   compare   fail | succeed
 * </pre>
 *
 * An error of any step is a refusal.
 */
@Component
public class Lockout {

  /** More than a challenge lets in at once, with its repeats: each round one of them wins. */
  private static final int ROUNDS = 20;

  private final Factors factors;
  private final LockoutSettings settings;
  private final Clock clock;

  Lockout(Factors factors, LockoutSettings settings, Clock clock) {
    this.factors = factors;
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether the factor takes codes now; counts nothing. */
  public Mono<Gate> look(FactorRef ref, String correlationId) {
    return factors
        .find(ref)
        .flatMap(
            factor -> {
              Gate gate = gate(factor);
              return isUntold(factor)
                  ? tell(ref, settings.after(factor.failures(), now()), correlationId)
                      .map(written -> gate)
                  : Mono.just(gate);
            });
  }

  /** The same for whoever only asks; nothing is told. */
  Mono<Gate> state(FactorRef ref) {
    return factors.find(ref).map(this::gate);
  }

  /**
   * Counts a failure in advance, if the factor takes a code now. Fails where so many try at once
   * that this one could not be counted.
   *
   * @return a {@link Gate.Counted} or a {@link Gate.Closed}
   */
  public Mono<Gate> enter(FactorRef ref) {
    return Mono.defer(() -> count(ref)).repeatWhenEmpty(ROUNDS, rounds -> rounds);
  }

  /** The code that was counted was wrong: what this began is told. */
  public Mono<Boolean> fail(FactorRef ref, Gate.Counted counted, String correlationId) {
    return counted.closes() ? tell(ref, counted, correlationId) : Mono.just(true);
  }

  /** The code that was counted was right: there are no failures in a row any more. */
  public Mono<Boolean> succeed(FactorRef ref, Gate.Counted counted) {
    return factors.clear(ref, counted, settings.lockedAt());
  }

  /** Empty where another try was counted between the read and the write. */
  private Mono<Gate> count(FactorRef ref) {
    return factors
        .find(ref)
        .flatMap(
            factor -> {
              Instant now = now();
              if (closed(factor, now) instanceof Gate.Closed closed) {
                return Mono.just(closed);
              }
              Gate.Counted counted = settings.after(factor.failures() + 1, now);
              return factors
                  .raise(factor, counted, now)
                  .single()
                  .filter(won -> won)
                  .map(won -> counted);
            });
  }

  private Gate gate(Factor factor) {
    return closed(factor, now()) instanceof Gate.Closed closed ? closed : new Gate.Open();
  }

  private Gate.@Nullable Closed closed(Factor factor, Instant now) {
    if (factor.failures() >= settings.lockedAt()) {
      return new Gate.Closed(null);
    }
    return factor.notBefore().isAfter(now) ? new Gate.Closed(factor.notBefore()) : null;
  }

  /** A crash may come between the count that locks and the event that tells its owner. */
  private boolean isUntold(Factor factor) {
    return factor.failures() >= settings.lockedAt() && factor.told() < factor.failures();
  }

  private Mono<Boolean> tell(FactorRef ref, Gate.Counted counted, String correlationId) {
    return factors.tell(
        ref, counted.failures(), FactorEvents.locked(ref, counted, correlationId, now()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
