package org.twofold.mfa.challenge;

import org.springframework.stereotype.Component;
import org.twofold.mfa.lockout.CodeEvents;
import org.twofold.mfa.lockout.CountedTry;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.otp.CodeDerivation;
import reactor.core.publisher.Mono;

/** Checks the code of a challenge, in the order of {@link CountedTry}. */
@Component
class ChallengeVerifier {

  private final Challenges challenges;
  private final Refusal refusal;
  private final CountedTry countedTry;
  private final CodeDerivation codes;
  private final CodeEvents events;
  private final ChallengeSettings settings;

  ChallengeVerifier(
      Challenges challenges,
      Refusal refusal,
      CountedTry countedTry,
      CodeDerivation codes,
      CodeEvents events,
      ChallengeSettings settings) {
    this.challenges = challenges;
    this.refusal = refusal;
    this.countedTry = countedTry;
    this.codes = codes;
    this.events = events;
    this.settings = settings;
  }

  /** Checks; never empty. */
  Mono<Verification> verify(Claim claim) {
    return CountedTry.answered(
        challenges
            .find(claim.challengeId())
            .singleOptional()
            .flatMap(
                found ->
                    found.isPresent()
                        ? check(found.get(), claim)
                        : Mono.just(new Verification.NotYet())),
        settings.answerWithin());
  }

  private Mono<Verification> check(Challenge challenge, Claim claim) {
    return countedTry.check(
        new ChallengeAttempt(challenge, claim, challenges, refusal, codes, events),
        settings.answerWithin());
  }
}
