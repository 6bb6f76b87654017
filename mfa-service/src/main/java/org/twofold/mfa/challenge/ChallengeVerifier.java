package org.twofold.mfa.challenge;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.twofold.events.Purpose;
import org.twofold.events.TryResult;
import org.twofold.messaging.Outgoing;
import org.twofold.mfa.lockout.Lockout;
import org.twofold.mfa.otp.CodeDerivation;
import reactor.core.publisher.Mono;

/**
 * Checks a code: counts first, then compares, then consumes with a guard. The login that used a
 * challenge up gets the same yes again; nobody else does. Any failure on the way is an error, never
 * a yes (B9).
 */
@Component
class ChallengeVerifier {

  private final Challenges challenges;
  private final Lockout lockout;
  private final CodeDerivation codes;
  private final CodeEvents events;
  private final Clock clock;

  ChallengeVerifier(
      Challenges challenges,
      Lockout lockout,
      CodeDerivation codes,
      CodeEvents events,
      Clock clock) {
    this.challenges = challenges;
    this.lockout = lockout;
    this.codes = codes;
    this.events = events;
    this.clock = clock;
  }

  /** Checks; never empty. */
  Mono<Verification> verify(Claim claim) {
    return challenges
        .find(claim.challengeId())
        .flatMap(challenge -> verify(challenge, claim))
        .defaultIfEmpty(new Verification.NotYet());
  }

  private Mono<Verification> verify(Challenge challenge, Claim claim) {
    if (challenge.consumedBy() instanceof String login) {
      return login.equals(claim.loginId())
          ? repeat(challenge, claim)
          : Mono.just(new Verification.Expired());
    }
    return challenges
        .takeAttempt(challenge.id())
        .flatMap(taken -> taken ? enter(challenge, claim) : refuse(challenge, claim));
  }

  /** Why no try was taken is read afterwards: it only chooses the words of a refusal. */
  private Mono<Verification> refuse(Challenge before, Claim claim) {
    return challenges
        .find(before.id())
        .flatMap(
            challenge -> {
              if (claim.loginId().equals(challenge.consumedBy())) {
                return repeat(challenge, claim);
              }
              boolean over =
                  challenge.consumedBy() != null || !challenge.expiresAt().isAfter(clock.instant());
              return over
                  ? challenges
                      .note(before.id(), Outgoing.of(events.tried(challenge, TryResult.LATE, 0)))
                      .thenReturn(new Verification.Expired())
                  : Mono.just(new Verification.Exhausted());
            });
  }

  private Mono<Verification> enter(Challenge challenge, Claim claim) {
    if (!countsForFactor(challenge)) {
      return compare(challenge, claim, 0);
    }
    return lockout
        .enter(challenge.userId(), challenge.method(), challenge.loginId())
        .flatMap(
            gate ->
                switch (gate) {
                  case Lockout.Gate.Open open -> compare(challenge, claim, open.failures());
                  case Lockout.Gate.Closed closed ->
                      Mono.just(new Verification.Delayed(closed.until()));
                });
  }

  private Mono<Verification> compare(Challenge challenge, Claim claim, int failures) {
    boolean right =
        isRight(challenge, claim)
            & challenge.purpose() != Purpose.SIGN_UP_KNOWN
            & claim.belongsTo(challenge);
    return right ? consume(challenge, claim) : wrong(challenge, failures);
  }

  private Mono<Verification> consume(Challenge challenge, Claim claim) {
    return challenges
        .consume(challenge.id(), claim.loginId(), Outgoing.of(events.accepted(challenge)))
        .flatMap(
            won -> {
              if (!won) {
                return refuse(challenge, claim);
              }
              Verification accepted = new Verification.Accepted();
              return countsForFactor(challenge)
                  ? lockout.succeed(challenge.userId(), challenge.method()).thenReturn(accepted)
                  : Mono.just(accepted);
            });
  }

  private Mono<Verification> repeat(Challenge challenge, Claim claim) {
    return challenges
        .takeRepeat(challenge.id(), claim.loginId())
        .map(
            taken -> {
              if (!taken) {
                return new Verification.Exhausted();
              }
              return isRight(challenge, claim) && claim.belongsTo(challenge)
                  ? new Verification.Accepted()
                  : new Verification.Expired();
            });
  }

  private Mono<Verification> wrong(Challenge challenge, int failures) {
    return challenges
        .note(challenge.id(), Outgoing.of(events.tried(challenge, TryResult.WRONG, failures)))
        .then(challenges.find(challenge.id()))
        .map(now -> new Verification.Wrong(Math.max(0, Challenge.MOST_ATTEMPTS - now.attempts())));
  }

  private boolean isRight(Challenge challenge, Claim claim) {
    return codes.matches(challenge.id(), challenge.startedAt(), claim.code());
  }

  /** Proving an address is no use of a factor. */
  private static boolean countsForFactor(Challenge challenge) {
    return challenge.purpose() == Purpose.LOGIN || challenge.purpose() == Purpose.REAUTHENTICATION;
  }
}
