package org.twofold.keys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What sealed bytes belong to, as one string of bytes that no other list of parts gives. */
public final class AssociatedData {

  private AssociatedData() {}

  /**
   * The parts in order, each preceded by its length, so that ("ab", "c") and ("a", "bc") differ.
   */
  public static byte[] of(String... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String part : parts) {
      byte[] encoded = part.getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(encoded.length).array());
      bytes.writeBytes(encoded);
    }
    return bytes.toByteArray();
  }
}
