package org.twofold.mfa.challenge;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.twofold.messaging.Outgoing;
import org.twofold.mfa.lockout.CodeEvents;
import org.twofold.mfa.lockout.Verification;
import reactor.core.publisher.Mono;

/**
 * Says why a challenge took no try. It was refused already; what is read here only chooses the
 * words, and whoever reads something surprising gets an error.
 */
@Component
class Refusal {

  private final Challenges challenges;
  private final CodeEvents events;
  private final Clock clock;

  Refusal(Challenges challenges, CodeEvents events, Clock clock) {
    this.challenges = challenges;
    this.events = events;
    this.clock = clock;
  }

  /** The reason, written down. */
  Mono<Verification> explain(String challengeId, Claim claim) {
    return challenges.find(challengeId).flatMap(challenge -> explain(challenge, claim));
  }

  private Mono<Verification> explain(Challenge challenge, Claim claim) {
    if (challenge.isOver(clock.instant())) {
      return write(challenge, events.late(challenge.subject()), new Verification.Expired());
    }
    if (challenge.consumedBy() instanceof String login) {
      // its own login comes here where its tries are used up, or used it up this very moment
      return login.equals(claim.loginId())
          ? write(challenge, events.unusable(challenge.subject()), new Verification.Exhausted())
          : write(challenge, events.unusable(challenge.subject()), new Verification.Expired());
    }
    return challenge.attemptsLeft() == 0
        ? write(challenge, events.unusable(challenge.subject()), new Verification.Exhausted())
        : Mono.error(new IllegalStateException("A live challenge took no try"));
  }

  private Mono<Verification> write(Challenge challenge, Outgoing event, Verification reason) {
    return challenges.refused(challenge.id(), event).map(written -> reason);
  }
}
