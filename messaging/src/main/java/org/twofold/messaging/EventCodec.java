package org.twofold.messaging;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.twofold.events.Topic;
import org.twofold.events.Topics;

/**
 * Events as bytes in Confluent's wire format: a zero, the schema's id in four bytes, the Avro body.
 */
public final class EventCodec {

  /** The bytes before the Avro body. */
  static final int PREFIX = 5;

  private final Serializer<Object> serializer;
  private final Deserializer<?> deserializer;

  EventCodec(Serializer<Object> serializer, Deserializer<?> deserializer) {
    this.serializer = serializer;
    this.deserializer = deserializer;
  }

  /**
   * The bytes of an event.
   *
   * @throws SerializationException if the registry has no such schema or does not answer
   */
  public byte[] encode(SpecificRecord event) {
    return serializer.serialize(Topics.of(event).name(), new RecordHeaders(), event);
  }

  /**
   * The event in the bytes.
   *
   * @throws SerializationException if there is none of this topic's type
   */
  public SpecificRecord decode(Topic<?> topic, byte[] bytes) {
    if (bytes.length < PREFIX || bytes[0] != 0) {
      throw new SerializationException("Not in Confluent's wire format");
    }
    Object event = deserializer.deserialize(topic.name(), new RecordHeaders(), bytes);
    if (!topic.type().isInstance(event)) {
      throw new SerializationException("Not a record of topic " + topic.name());
    }
    return topic.type().cast(event);
  }
}
