package org.twofold.stack.inbox;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a text message carries: a part of it, or all (3GPP TS 23.040 section 9.2.3.24).
 *
 * @param reference the same in all parts
 * @param total 1 for a message that is not in parts
 * @param number from 1
 * @param body without the header
 */
record UserData(int reference, int total, int number, byte[] body) {

  /** Information elements of section 9.2.3.24.1 and .8: concatenation, short and long reference. */
  private static final int CONCATENATED_8_BIT = 0x00;

  private static final int CONCATENATED_16_BIT = 0x08;

  /** Without a header. */
  static UserData plain(byte[] octets) {
    return new UserData(0, 1, 1, octets);
  }

  /** With a header; empty if that is damaged. */
  static Optional<UserData> withHeader(byte[] octets) {
    if (octets.length == 0 || octets.length <= Byte.toUnsignedInt(octets[0])) {
      return Optional.empty();
    }
    int length = Byte.toUnsignedInt(octets[0]);
    byte[] body = Arrays.copyOfRange(octets, 1 + length, octets.length);
    ByteBuffer header = ByteBuffer.wrap(octets, 1, length);
    while (header.remaining() >= 2) {
      int element = Byte.toUnsignedInt(header.get());
      int size = Byte.toUnsignedInt(header.get());
      if (size > header.remaining()) {
        return Optional.empty();
      }
      if (element == CONCATENATED_8_BIT && size == 3) {
        return part(Byte.toUnsignedInt(header.get()), header, body);
      }
      if (element == CONCATENATED_16_BIT && size == 4) {
        return part(Short.toUnsignedInt(header.getShort()), header, body);
      }
      header.position(header.position() + size);
    }
    return Optional.of(plain(body));
  }

  private static Optional<UserData> part(int reference, ByteBuffer header, byte[] body) {
    int total = Byte.toUnsignedInt(header.get());
    int number = Byte.toUnsignedInt(header.get());
    return number >= 1 && number <= total
        ? Optional.of(new UserData(reference, total, number, body))
        : Optional.empty();
  }
}
