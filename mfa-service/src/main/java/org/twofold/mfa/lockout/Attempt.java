package org.twofold.mfa.lockout;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A code that somebody tries: what {@link CountedTry} asks of every kind of code. Each step ends
 * with a value or an error; an empty one is a fault.
 */
public interface Attempt {

  /** What a try was counted on. */
  enum Budget {
    /** The tries of a challenge, or of a login. */
    FIRST,
    /** Those of a login that was let in already, and lost its answer. */
    REPEAT,
    /** Nothing: none is left. */
    NONE
  }

  /** What a comparison came to. */
  sealed interface Judgement {

    /** The code was right, and is used up. */
    record Right(Verification.Yes answer) implements Judgement {}

    /** It was not. */
    record Wrong() implements Judgement {}

    /** It was, and of no use any more; that is written down already. */
    record Late(Verification reason) implements Judgement {}
  }

  /** Whose failures are counted too; null where no factor is tried. */
  @Nullable FactorRef factor();

  /** The login or registration that this belongs to. */
  String loginId();

  /** Counts the try. */
  Mono<Budget> take();

  /** Compares and, if right, uses up, with a guard. Called only once all is counted. */
  Mono<Judgement> judge(Budget budget);

  /** Writes down that it was wrong. */
  Mono<Verification> wrong(Gate.Counted counted);

  /** Says why no try was left, and writes it down. */
  Mono<Verification> refuse();
}
