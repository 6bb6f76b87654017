package org.twofold.mfa.challenge;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.twofold.events.CodeAccepted;
import org.twofold.events.CodeTried;
import org.twofold.events.TryResult;
import org.twofold.messaging.EventIds;

/** The events of a code that was tried. */
@Component
class CodeEvents {

  private final Clock clock;

  CodeEvents(Clock clock) {
    this.clock = clock;
  }

  CodeTried tried(Challenge challenge, TryResult result, int failures) {
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
        .setResult(result)
        .setFailures(failures)
        .build();
  }

  CodeAccepted accepted(Challenge challenge) {
    return CodeAccepted.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .setUserId(challenge.userId())
        .setCorrelationId(challenge.loginId())
        .setAggregateId(challenge.id())
        .setSequence(0)
        .setChallengeId(challenge.id())
        .setMethod(challenge.method())
        .setPurpose(challenge.purpose())
        .build();
  }
}
