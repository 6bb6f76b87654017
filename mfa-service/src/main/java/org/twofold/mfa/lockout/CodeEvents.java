package org.twofold.mfa.lockout;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.twofold.events.CodeAccepted;
import org.twofold.events.CodeTried;
import org.twofold.events.TryResult;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;

/** The events of a code that was tried. */
@Component
public class CodeEvents {

  private final Clock clock;

  CodeEvents(Clock clock) {
    this.clock = clock;
  }

  /**
   * A counted try was wrong.
   *
   * @param attempt its number
   * @param failures of its factor, in a row
   */
  public Outgoing wrong(CodeSubject subject, int attempt, int failures) {
    return Outgoing.of(
        tried(subject, TryResult.WRONG).setAttempt(attempt).setFailures(failures).build());
  }

  /** A try came after the end of its challenge. */
  public Outgoing late(CodeSubject subject) {
    return Outgoing.of(tried(subject, TryResult.LATE).build());
  }

  /** A try was for what is used up. */
  public Outgoing unusable(CodeSubject subject) {
    return Outgoing.of(tried(subject, TryResult.VOID).build());
  }

  /** The code of a challenge was right. */
  public Outgoing accepted(CodeSubject subject) {
    return Outgoing.of(right(subject).build());
  }

  /** The code of an authenticator was right. */
  public Outgoing acceptedStep(CodeSubject subject, String totpId, long timeStep) {
    return Outgoing.of(right(subject).setFactorId(totpId).setTimeStep(timeStep).build());
  }

  /** A backup code was right. */
  public Outgoing acceptedSlot(CodeSubject subject, String setId, int slot) {
    return Outgoing.of(right(subject).setFactorId(setId).setSlot(slot).build());
  }

  private CodeAccepted.Builder right(CodeSubject subject) {
    return CodeAccepted.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(now())
        .setUserId(subject.userId())
        .setCorrelationId(subject.loginId())
        .setAggregateId(subject.documentId())
        .setSequence(0)
        .setChallengeId(subject.challengeId())
        .setMethod(subject.method())
        .setPurpose(subject.purpose());
  }

  private CodeTried.Builder tried(CodeSubject subject, TryResult result) {
    return CodeTried.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(now())
        .setUserId(subject.userId())
        .setCorrelationId(subject.loginId())
        .setAggregateId(subject.documentId())
        .setSequence(0)
        .setChallengeId(subject.challengeId())
        .setMethod(subject.method())
        .setPurpose(subject.purpose())
        .setResult(result);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
