package org.twofold.mfa.lockout;

import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The one order in which a code of any kind is checked: counts first, for its challenge or login
 * and for its factor, then compares, then consumes with a guard.
 *
 * <pre>
 * look --> take --> enter --> compare --> consume --> succeed
 *   |        |        |           |          |
 *   |        |        |           +----------+--> fail
 *   +--------+--------+--> refused, nothing compared
 * </pre>
 *
 * An error, an absent answer or too long a wait on the way is an error, never a yes (B9).
 */
@Component
public class CountedTry {

  private static final Gate.Counted NO_FACTOR = new Gate.Counted(0, null, false);

  private final Lockout lockout;

  CountedTry(Lockout lockout) {
    this.lockout = lockout;
  }

  /**
   * Checks; never empty.
   *
   * @param within after which the code counts as not checked
   */
  public Mono<Verification> check(Attempt attempt, Duration within) {
    return answered(look(attempt).flatMap(gate -> pass(attempt, gate)), within);
  }

  /** The answer, or an error where there is none in time. */
  public static <T> Mono<T> answered(Mono<T> answer, Duration within) {
    return answer
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("A step gave no answer")))
        .timeout(within);
  }

  private Mono<Verification> pass(Attempt attempt, Gate gate) {
    return gate instanceof Gate.Closed closed
        ? Mono.just(new Verification.Delayed(closed.until()))
        : attempt
            .take()
            .flatMap(
                budget ->
                    budget == Attempt.Budget.NONE ? attempt.refuse() : enter(attempt, budget));
  }

  private Mono<Verification> enter(Attempt attempt, Attempt.Budget budget) {
    return count(attempt)
        .flatMap(
            gate ->
                switch (gate) {
                  case Gate.Counted counted ->
                      attempt
                          .judge(budget)
                          .flatMap(judgement -> finish(attempt, counted, judgement));
                  case Gate.Closed closed -> Mono.just(new Verification.Delayed(closed.until()));
                  case Gate.Open open -> Mono.empty();
                });
  }

  private Mono<Verification> finish(
      Attempt attempt, Gate.Counted counted, Attempt.Judgement judgement) {
    return switch (judgement) {
      case Attempt.Judgement.Right right -> succeed(attempt, counted).map(done -> right.answer());
      case Attempt.Judgement.Wrong wrong ->
          fail(attempt, counted).flatMap(told -> attempt.wrong(counted));
      case Attempt.Judgement.Late late -> Mono.just(late.reason());
    };
  }

  private Mono<Gate> look(Attempt attempt) {
    return attempt.factor() instanceof FactorRef factor
        ? lockout.look(factor, attempt.loginId())
        : Mono.just(NO_FACTOR);
  }

  private Mono<Gate> count(Attempt attempt) {
    return attempt.factor() instanceof FactorRef factor
        ? lockout.enter(factor)
        : Mono.just(NO_FACTOR);
  }

  private Mono<Boolean> fail(Attempt attempt, Gate.Counted counted) {
    return attempt.factor() instanceof FactorRef factor
        ? lockout.fail(factor, counted, attempt.loginId())
        : Mono.just(true);
  }

  private Mono<Boolean> succeed(Attempt attempt, Gate.Counted counted) {
    return attempt.factor() instanceof FactorRef factor
        ? lockout.succeed(factor, counted)
        : Mono.just(true);
  }
}
