package org.twofold.mfa.challenge;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.mfa.lockout.FactorRef;
import org.twofold.mfa.lockout.Gate;
import org.twofold.mfa.lockout.Lockout;
import org.twofold.mfa.otp.CodeDerivation;
import reactor.core.publisher.Mono;

/**
 * Checks a code: counts first, for the challenge and for its factor, then compares, then consumes
 * with a guard. The login that used a challenge up gets the same yes again; nobody else does. An
 * error, an absent answer or too long a wait on the way is an error, never a yes (B9).
 */
@Component
class ChallengeVerifier {

  private static final Gate.Counted NO_FACTOR = new Gate.Counted(0, null, false);

  private final Challenges challenges;
  private final Refusal refusal;
  private final Lockout lockout;
  private final CodeDerivation codes;
  private final CodeEvents events;
  private final ChallengeSettings settings;

  /** Which of its two budgets a try was counted on. */
  private enum Try {
    FIRST,
    REPEAT
  }

  ChallengeVerifier(
      Challenges challenges,
      Refusal refusal,
      Lockout lockout,
      CodeDerivation codes,
      CodeEvents events,
      ChallengeSettings settings) {
    this.challenges = challenges;
    this.refusal = refusal;
    this.lockout = lockout;
    this.codes = codes;
    this.events = events;
    this.settings = settings;
  }

  /** Checks; never empty. */
  Mono<Verification> verify(Claim claim) {
    return challenges
        .find(claim.challengeId())
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(
            found ->
                found.isPresent() ? pass(found.get(), claim) : Mono.just(new Verification.NotYet()))
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("A step gave no answer")))
        .timeout(settings.answerWithin());
  }

  private Mono<Verification> pass(Challenge challenge, Claim claim) {
    return look(challenge)
        .flatMap(
            gate ->
                gate instanceof Gate.Closed closed
                    ? Mono.just(new Verification.Delayed(closed.until()))
                    : take(challenge, claim));
  }

  private Mono<Verification> take(Challenge challenge, Claim claim) {
    return challenges
        .takeAttempt(challenge.id())
        .flatMap(
            taken -> taken ? enter(challenge, claim, Try.FIRST) : takeRepeat(challenge, claim));
  }

  private Mono<Verification> takeRepeat(Challenge challenge, Claim claim) {
    return challenges
        .takeRepeat(challenge.id(), claim.loginId())
        .flatMap(
            taken ->
                taken
                    ? enter(challenge, claim, Try.REPEAT)
                    : refusal.explain(challenge.id(), claim));
  }

  private Mono<Verification> enter(Challenge challenge, Claim claim, Try which) {
    return count(challenge)
        .flatMap(
            gate ->
                switch (gate) {
                  case Gate.Counted counted ->
                      isRight(challenge, claim)
                          ? consume(challenge, claim, which, counted)
                          : wrong(challenge, counted);
                  case Gate.Closed closed -> Mono.just(new Verification.Delayed(closed.until()));
                  case Gate.Open open -> Mono.empty();
                });
  }

  /** All is looked at, whatever fails first, so that time does not tell what did. */
  private boolean isRight(Challenge challenge, Claim claim) {
    return codes.matches(challenge.id(), challenge.startedAt(), claim.code())
        & claim.belongsTo(challenge)
        & !challenge.isDecoy();
  }

  private Mono<Verification> consume(
      Challenge challenge, Claim claim, Try which, Gate.Counted counted) {
    Mono<Boolean> mine = which == Try.REPEAT ? Mono.just(true) : consume(challenge, claim);
    return mine.flatMap(
        yes ->
            yes
                ? succeed(challenge, counted).map(done -> new Verification.Accepted())
                : refusal.explain(challenge.id(), claim));
  }

  /**
   * Whether it is used up for this login: by this try, or by another of the same login just now.
   */
  private Mono<Boolean> consume(Challenge challenge, Claim claim) {
    return challenges
        .consume(challenge.id(), claim.loginId(), events.accepted(challenge))
        .flatMap(
            won -> won ? Mono.just(true) : challenges.takeRepeat(challenge.id(), claim.loginId()));
  }

  private Mono<Verification> wrong(Challenge challenge, Gate.Counted counted) {
    return fail(challenge, counted)
        .then(challenges.find(challenge.id()))
        .flatMap(
            now ->
                challenges
                    .failed(now.id(), events.wrong(now, counted.failures()))
                    .map(
                        written ->
                            new Verification.Wrong(
                                now.attemptsLeft(), counted.next(), counted.locked())));
  }

  private Mono<Gate> look(Challenge challenge) {
    return challenge.factor() instanceof FactorRef factor
        ? lockout.look(factor, challenge.loginId())
        : Mono.just(NO_FACTOR);
  }

  private Mono<Gate> count(Challenge challenge) {
    return challenge.factor() instanceof FactorRef factor
        ? lockout.enter(factor)
        : Mono.just(NO_FACTOR);
  }

  private Mono<Boolean> fail(Challenge challenge, Gate.Counted counted) {
    return challenge.factor() instanceof FactorRef factor
        ? lockout.fail(factor, counted, challenge.loginId())
        : Mono.just(true);
  }

  private Mono<Boolean> succeed(Challenge challenge, Gate.Counted counted) {
    return challenge.factor() instanceof FactorRef factor
        ? lockout.succeed(factor, counted)
        : Mono.just(true);
  }
}
