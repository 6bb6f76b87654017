package org.twofold.messaging;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The fields that every event has, read from any of them. */
public final class Envelope {

  private Envelope() {}

  /** The id that names the event for ever. */
  public static String eventId(SpecificRecord event) {
    return String.valueOf(event.get(position(event, "eventId")));
  }

  /** The user whom it is about; null where no account stands behind it. */
  public static @Nullable String userId(SpecificRecord event) {
    return (String) event.get(position(event, "userId"));
  }

  /** Numbers the event among those of its document. */
  public static void number(SpecificRecord event, long sequence) {
    event.put(position(event, "sequence"), sequence);
  }

  private static int position(SpecificRecord event, String name) {
    Schema.Field field = event.getSchema().getField(name);
    if (field == null) {
      throw new IllegalArgumentException(event.getSchema().getName() + " is not an event");
    }
    return field.pos();
  }
}
