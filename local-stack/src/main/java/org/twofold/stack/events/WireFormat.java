package org.twofold.stack.events;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.twofold.stack.layout.Ports;

/**
 * Confluent's wire format: a zero, four bytes of the schema's id, the record in Avro's binary form.
 */
final class WireFormat {

  private static final byte MAGIC = 0;
  private static final int PREFIX = 1 + Integer.BYTES;

  private final Schemas schemas;

  WireFormat(Schemas schemas) {
    this.schemas = schemas;
  }

  /** With the schemas that the registry of this stack gives. */
  static WireFormat of(Ports ports) {
    return new WireFormat(
        new RegistrySchemas(
            URI.create("http://127.0.0.1:" + ports.registry() + "/apis/ccompat/v7")));
  }

  /**
   * Reads an event as its writer's schema says.
   *
   * @throws IOException if it is none, or the registry does not know its schema
   */
  GenericRecord read(byte[] value) throws IOException, InterruptedException {
    if (value.length < PREFIX || value[0] != MAGIC) {
      throw new IOException("it is not in the wire format");
    }
    int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    Schema schema = schemas.withId(id);
    try {
      return new GenericDatumReader<GenericRecord>(schema)
          .read(
              null, DecoderFactory.get().binaryDecoder(value, PREFIX, value.length - PREFIX, null));
    } catch (AvroRuntimeException e) {
      throw new IOException("it does not fit its schema", e);
    }
  }
}
