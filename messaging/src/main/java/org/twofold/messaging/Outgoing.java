package org.twofold.messaging;

import org.apache.avro.specific.SpecificRecord;
import org.twofold.events.Topic;
import org.twofold.events.Topics;

/**
 * An event on its way out.
 *
 * @param key what it travels under: all events of one key stay in order
 * @param event the event; it decides the topic
 */
public record Outgoing(String key, SpecificRecord event) {

  /**
   * An event of a user, under the id of that user.
   *
   * @throws IllegalArgumentException if it has no user id
   */
  public static Outgoing of(SpecificRecord event) {
    String userId = Envelope.userId(event);
    if (userId == null) {
      throw new IllegalArgumentException("An event without a user id needs a key of its own");
    }
    return new Outgoing(userId, event);
  }

  /** An event under a key of its own: a pseudonym where no account stands behind it. */
  public static Outgoing of(String key, SpecificRecord event) {
    return new Outgoing(key, event);
  }

  /** The topic it travels on. */
  public Topic<?> topic() {
    return Topics.of(event);
  }
}
