package org.twofold.gateway.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.message.MessageEncoder;

/** Avro's single-object encoding: what stands inside sealed fields. */
final class SingleObject {

  private SingleObject() {}

  static <T> byte[] encode(MessageEncoder<T> encoder, T content) {
    try {
      ByteBuffer encoded = encoder.encode(content);
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
