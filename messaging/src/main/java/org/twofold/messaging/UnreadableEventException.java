package org.twofold.messaging;

import org.springframework.kafka.support.converter.ConversionException;

/** A record that is no event for us. Its message has nothing of the record's content. */
public final class UnreadableEventException extends ConversionException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why a record cannot be acted on. */
  public enum Reason {
    /** Its topic is none of ours. */
    UNKNOWN_TOPIC,
    /** Empty, or without a key. */
    EMPTY,
    /** Its producer did not write it as it stands. */
    FORGED,
    /** Not in the form of the topic's schema. */
    UNDECODABLE,
    /** It has a word that came after this version was built. */
    UNKNOWN_WORD
  }

  UnreadableEventException(Reason reason) {
    super("Record is not an event: " + reason, null);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
