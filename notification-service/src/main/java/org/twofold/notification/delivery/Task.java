package org.twofold.notification.delivery;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Purpose;
import org.twofold.notification.template.Matter;

/**
 * One message to be sent, with its address and code still sealed.
 *
 * @param key of the record that asks for it
 * @param userId null where no account stands behind the address
 * @param belongsTo what address and code were sealed for: the challenge, or the event of a notice
 * @param position among the recipients of a notice, from 0
 * @param challengeId null for a notice
 * @param sendNumber of the challenge; the position for a notice
 * @param purpose null for a notice
 * @param code null where the message only tells of something
 * @param notAfter past it nothing is sent
 */
record Task(
    String eventId,
    String key,
    @Nullable String userId,
    String correlationId,
    String belongsTo,
    int position,
    Matter matter,
    @Nullable String challengeId,
    int sendNumber,
    @Nullable Purpose purpose,
    ByteBuffer destination,
    @Nullable ByteBuffer code,
    Instant askedAt,
    Instant notAfter,
    String locale) {

  /** The same whenever it is sent. */
  String messageId() {
    return belongsTo + "." + sendNumber;
  }

  /** Whose the sealed fields are: the key of the record where no account stands behind it. */
  String owner() {
    return userId == null ? key : userId;
  }

  /** Nothing of what is sealed. */
  @Override
  public String toString() {
    return "Task[" + eventId + "." + position + "]";
  }
}
