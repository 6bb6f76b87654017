package org.twofold.messaging.test;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** The counterpart of {@link StandInSerializer}. */
public final class StandInDeserializer implements Deserializer<Object> {

  @Override
  public Object deserialize(String topic, byte[] data) {
    Schema schema = StandInSerializer.topic(ByteBuffer.wrap(data, 1, 4).getInt()).schema();
    try {
      return new SpecificDatumReader<SpecificRecord>(
              schema, schema, SpecificData.getForSchema(schema))
          .read(null, DecoderFactory.get().binaryDecoder(data, 5, data.length - 5, null));
    } catch (IOException | RuntimeException e) {
      throw new SerializationException("Not decodable", e);
    }
  }
}
