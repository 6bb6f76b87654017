package org.twofold.messaging.outbox;

/** Names of the fields that a document has for its events. */
final class OutboxFields {

  static final String ID = "_id";

  /** The events not yet published, in order: {@code {eventId, key, topic, event}}. */
  static final String OUTBOX = "outbox";

  /** Set while the outbox is not empty: since when. */
  static final String SINCE = "outboxSince";

  /** How many events of this document were published: the sequence of the last one. */
  static final String PUBLISHED = "published";

  /** Until when the document is of use; absent: for ever. */
  static final String KEEP_UNTIL = "keepUntil";

  /** When the database may delete it; set only once its outbox is empty. */
  static final String DELETE_AT = "deleteAt";

  static final String EVENT_ID = "eventId";
  static final String KEY = "key";
  static final String TOPIC = "topic";
  static final String EVENT = "event";

  private OutboxFields() {}
}
