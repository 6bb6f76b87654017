package org.twofold.messaging;

import java.time.Instant;
import org.twofold.events.CodeTried;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.events.SessionEnd;
import org.twofold.events.SessionEnded;
import org.twofold.events.TryResult;

/** Events for tests. */
public final class Events {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  private Events() {}

  public static SessionEnded sessionEnded(String aggregateId) {
    return sessionEnded(aggregateId, SessionEnd.LOGGED_OUT);
  }

  public static SessionEnded sessionEnded(String aggregateId, SessionEnd reason) {
    return SessionEnded.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(NOW)
        .setUserId("user")
        .setCorrelationId(aggregateId)
        .setAggregateId(aggregateId)
        .setSequence(0)
        .setSessionId(aggregateId)
        .setReason(reason)
        .build();
  }

  static CodeTried codeTried() {
    return CodeTried.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(NOW)
        .setUserId("user")
        .setCorrelationId("login")
        .setAggregateId("challenge")
        .setSequence(1)
        .setMethod(Method.EMAIL)
        .setPurpose(Purpose.LOGIN)
        .setResult(TryResult.WRONG)
        .build();
  }
}
