package org.twofold.notification.delivery;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Purpose;

/**
 * One message to be sent, with its address and code still sealed.
 *
 * @param belongsTo what address and code were sealed for: the challenge, or the event of a notice
 * @param messageId the same whenever it is sent
 * @param kind which message
 * @param code null for a notice
 * @param notAfter past it nothing is sent
 */
record Task(
    String eventId,
    String userId,
    String correlationId,
    String belongsTo,
    String messageId,
    Kind kind,
    @Nullable String challengeId,
    int sendNumber,
    @Nullable Purpose purpose,
    ByteBuffer destination,
    @Nullable ByteBuffer code,
    Instant askedAt,
    Instant notAfter,
    String locale) {

  /** Which message it is. */
  enum Kind {
    LOGIN_CODE("code.login"),
    PROOF_CODE("code.signUp"),
    KNOWN("known"),
    EMAIL_ON("emailOn"),
    EMAIL_OFF("emailOff");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    /** Key in the bundle. */
    String key() {
      return key;
    }

    boolean hasCode() {
      return this == LOGIN_CODE || this == PROOF_CODE;
    }
  }

  /** Nothing of what is sealed. */
  @Override
  public String toString() {
    return "Task[" + eventId + "]";
  }
}
