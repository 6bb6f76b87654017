package org.twofold.messaging.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Topic;
import org.twofold.events.Topics;

/**
 * Confluent's wire format without a registry: the schema's id is the topic's place in the list of
 * all topics.
 */
public final class StandInSerializer implements Serializer<Object> {

  static int id(Topic<?> topic) {
    return Topics.all().indexOf(topic) + 1;
  }

  static Topic<?> topic(int id) {
    List<Topic<?>> all = Topics.all();
    if (id < 1 || id > all.size()) {
      throw new SerializationException("No schema of that id");
    }
    return all.get(id - 1);
  }

  @Override
  public byte[] serialize(String topic, @Nullable Object data) {
    SpecificRecord event = (SpecificRecord) Objects.requireNonNull(data);
    try (var bytes = new ByteArrayOutputStream()) {
      bytes.write(0);
      bytes.write(ByteBuffer.allocate(4).putInt(id(Topics.of(event))).array());
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new SpecificDatumWriter<SpecificRecord>(event.getSchema()).write(event, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new SerializationException("Cannot encode", e);
    }
  }
}
