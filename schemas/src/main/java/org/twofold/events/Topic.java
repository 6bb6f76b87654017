package org.twofold.events;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.NullMarked;

/**
 * A topic and the one type of event that travels on it.
 *
 * @param name the event's name in kebab-case
 * @param type the generated class of the event
 * @param schema the schema to register under {@link #subject()}
 * @param producer the only service that writes to it
 */
@NullMarked
public record Topic<T extends SpecificRecord>(
    String name, Class<T> type, Schema schema, Producer producer) {

  /** What the names of dead-letter topics end with. */
  public static final String DEAD = ".dead";

  /** What the names of retry topics end with. */
  public static final String RETRY = ".retry";

  /** The subject of the schema in the registry (Confluent's TopicNameStrategy). */
  public String subject() {
    return name + "-value";
  }

  /** Where records that no consumer could handle are parked. */
  public String dead() {
    return name + DEAD;
  }

  /** Where a message waits that its provider did not take yet; only topics that make messages. */
  public String retry() {
    return name + RETRY;
  }

  /** Whether events of this topic make a message be sent: those with a {@code notAfter}. */
  public boolean makesMessages() {
    return schema.getField("notAfter") != null;
  }
}
