package org.twofold.mfa.challenge;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.twofold.events.CodeAccepted;
import org.twofold.events.CodeTried;
import org.twofold.events.TryResult;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;

/** The events of a code that was tried. */
@Component
class CodeEvents {

  private final Clock clock;

  CodeEvents(Clock clock) {
    this.clock = clock;
  }

  /** A counted try was wrong. */
  Outgoing wrong(Challenge challenge, int failures) {
    return Outgoing.of(
        tried(challenge, TryResult.WRONG)
            .setAttempt(Challenge.MOST_ATTEMPTS - challenge.attemptsLeft())
            .setFailures(failures)
            .build());
  }

  /** A try came after the end of its challenge. */
  Outgoing late(Challenge challenge) {
    return Outgoing.of(tried(challenge, TryResult.LATE).build());
  }

  /** A try was for a challenge that is used up. */
  Outgoing unusable(Challenge challenge) {
    return Outgoing.of(tried(challenge, TryResult.VOID).build());
  }

  /** A code was right. */
  Outgoing accepted(Challenge challenge) {
    return Outgoing.of(
        CodeAccepted.newBuilder()
            .setEventId(EventIds.next())
            .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
            .setUserId(challenge.userId())
            .setCorrelationId(challenge.loginId())
            .setAggregateId(challenge.id())
            .setSequence(0)
            .setChallengeId(challenge.id())
            .setMethod(challenge.method())
            .setPurpose(challenge.purpose())
            .build());
  }

  private CodeTried.Builder tried(Challenge challenge, TryResult result) {
    return CodeTried.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .setUserId(challenge.userId())
        .setCorrelationId(challenge.loginId())
        .setAggregateId(challenge.id())
        .setSequence(0)
        .setChallengeId(challenge.id())
        .setMethod(challenge.method())
        .setPurpose(challenge.purpose())
        .setResult(result);
  }
}
