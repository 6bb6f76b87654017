package org.twofold.events;

import java.util.Locale;
import org.apache.avro.Schema;
import org.jspecify.annotations.NullMarked;

/** Who can read a field of an event. */
@NullMarked
public enum FieldKind {
  /** In clear: what happened, when, with what outcome. */
  FACT,
  /** Sealed to the notification-service. */
  DELIVERY,
  /** Sealed under the data key of the user. */
  PERSONAL;

  private static final String PROPERTY = "kind";

  /** The kind that the schema gives the field; fields without one are facts. */
  public static FieldKind of(Schema.Field field) {
    String kind = field.getProp(PROPERTY);
    return kind == null ? FACT : valueOf(kind.toUpperCase(Locale.ROOT));
  }

  /** Whether its content is shown only as sealed. */
  public boolean isSealed() {
    return this != FACT;
  }
}
