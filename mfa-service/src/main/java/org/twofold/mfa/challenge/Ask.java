package org.twofold.mfa.challenge;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.twofold.events.ChallengeRequested;
import org.twofold.events.LoginAttempted;
import org.twofold.events.Method;
import org.twofold.events.PasswordResult;
import org.twofold.events.Purpose;

/**
 * An event that asks for a challenge, whichever it is.
 *
 * @param destination sealed; passed on unopened
 */
record Ask(
    String eventId,
    String challengeId,
    String userId,
    String loginId,
    Method method,
    Purpose purpose,
    Instant startedAt,
    Instant expiresAt,
    int sendNumber,
    ByteBuffer destination,
    String locale) {

  /** Null where the event asks for none. */
  static @Nullable Ask of(LoginAttempted event) {
    if (event.getPassword() != PasswordResult.RIGHT || event.getChallengeId() == null) {
      return null;
    }
    return new Ask(
        event.getEventId(),
        event.getChallengeId(),
        event.getUserId(),
        event.getCorrelationId(),
        event.getMethod(),
        event.getPurpose(),
        event.getOccurredAt(),
        event.getExpiresAt(),
        event.getSendNumber(),
        event.getDestination(),
        event.getLocale());
  }

  static Ask of(ChallengeRequested event) {
    Instant startedAt = event.getChallengeStartedAt();
    return new Ask(
        event.getEventId(),
        event.getChallengeId(),
        event.getUserId(),
        event.getCorrelationId(),
        event.getMethod(),
        event.getPurpose(),
        startedAt == null ? event.getOccurredAt() : startedAt,
        event.getExpiresAt(),
        event.getSendNumber(),
        event.getDestination(),
        event.getLocale());
  }

  /** Nothing of the destination. */
  @Override
  public String toString() {
    return "Ask[" + challengeId + "]";
  }
}
