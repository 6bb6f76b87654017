package org.twofold.mfa.challenge;

import org.jspecify.annotations.Nullable;
import org.twofold.mfa.lockout.Attempt;
import org.twofold.mfa.lockout.CodeEvents;
import org.twofold.mfa.lockout.FactorRef;
import org.twofold.mfa.lockout.Gate;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.otp.CodeDerivation;
import reactor.core.publisher.Mono;

/**
 * A claim on a challenge. The login that used the challenge up gets the same yes again; nobody else
 * does.
 *
 * @param challenge as it was found; what it does not change any more is relied on
 */
record ChallengeAttempt(
    Challenge challenge,
    Claim claim,
    Challenges challenges,
    Refusal refusal,
    CodeDerivation codes,
    CodeEvents events)
    implements Attempt {

  @Override
  public @Nullable FactorRef factor() {
    return challenge.factor();
  }

  @Override
  public String loginId() {
    return challenge.loginId();
  }

  @Override
  public Mono<Budget> take() {
    return challenges
        .takeAttempt(challenge.id())
        .flatMap(taken -> taken ? Mono.just(Budget.FIRST) : takeRepeat());
  }

  private Mono<Budget> takeRepeat() {
    return challenges
        .takeRepeat(challenge.id(), claim.loginId())
        .map(taken -> taken ? Budget.REPEAT : Budget.NONE);
  }

  @Override
  public Mono<Judgement> judge(Budget budget) {
    return isRight() ? consume(budget) : Mono.just(new Judgement.Wrong());
  }

  /** All is looked at, whatever fails first, so that time does not tell what did. */
  private boolean isRight() {
    return CodeForm.of(challenge.purpose())
            .matches(codes, challenge.id(), challenge.startedAt(), claim.code())
        & claim.belongsTo(challenge)
        & !challenge.isDecoy();
  }

  private Mono<Judgement> consume(Budget budget) {
    Mono<Boolean> mine = budget == Budget.REPEAT ? Mono.just(true) : consume();
    return mine.flatMap(
        yes ->
            yes
                ? Mono.just(new Judgement.Right(new Verification.Accepted()))
                : refuse().map(Judgement.Late::new));
  }

  /**
   * Whether it is used up for this login: by this try, or by another of the same login just now.
   */
  private Mono<Boolean> consume() {
    return challenges
        .consume(challenge.id(), claim.loginId(), events.accepted(challenge.subject()))
        .flatMap(
            won -> won ? Mono.just(true) : challenges.takeRepeat(challenge.id(), claim.loginId()));
  }

  @Override
  public Mono<Verification> wrong(Gate.Counted counted) {
    return challenges.find(challenge.id()).flatMap(now -> wrong(now, counted));
  }

  private Mono<Verification> wrong(Challenge now, Gate.Counted counted) {
    int attempt = Challenge.MOST_ATTEMPTS - now.attemptsLeft();
    return challenges
        .failed(now.id(), events.wrong(now.subject(), attempt, counted.failures()))
        .map(
            written ->
                new Verification.Wrong(now.attemptsLeft(), counted.next(), counted.locked()));
  }

  @Override
  public Mono<Verification> refuse() {
    return refusal.explain(challenge.id(), claim);
  }

  /** Nothing of the code. */
  @Override
  public String toString() {
    return claim.toString();
  }
}
