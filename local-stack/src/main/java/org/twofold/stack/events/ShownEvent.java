package org.twofold.stack.events;

import java.util.Comparator;
import org.apache.avro.generic.GenericRecord;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event on its way to the operator.
 *
 * @param occurredAt milliseconds
 * @param sequence its place among those of its document
 */
record ShownEvent(long occurredAt, long sequence, ObjectNode json) {

  /** What happened first comes first; of one moment, what was written first. */
  static final Comparator<ShownEvent> BY_TIME =
      Comparator.comparingLong(ShownEvent::occurredAt).thenComparingLong(ShownEvent::sequence);

  static ShownEvent of(GenericRecord event) {
    return new ShownEvent(
        number(event, "occurredAt"), number(event, "sequence"), EventJson.of(event));
  }

  private static long number(GenericRecord event, String field) {
    return event.hasField(field) && event.get(field) instanceof Long number ? number : 0;
  }
}
