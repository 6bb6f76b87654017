package org.twofold.gateway.client;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits.
 *
 * @param bits of any of them
 * @param length of an address, in bits
 * @param prefix how many bits are the same
 */
public record Network(BigInteger bits, int length, int prefix) {

  /** All four numbers of version 4, or version 6 without a zone. */
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /**
   * Reads {@code 192.0.2.7}, {@code 10.0.0.0/8}, {@code fd00::/8}.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Network parse(String text) {
    String[] parts = text.strip().split("/", 2);
    InetAddress address =
        literal(parts[0]).orElseThrow(() -> new IllegalArgumentException("No address"));
    int length = address.getAddress().length * Byte.SIZE;
    int prefix = parts.length == 1 ? length : Integer.parseInt(parts[1]);
    if (prefix < 0 || prefix > length) {
      throw new IllegalArgumentException("No prefix of an address of " + length + " bits");
    }
    return new Network(bits(address), length, prefix);
  }

  /** An address that is written out; no name is ever looked up. */
  static Optional<InetAddress> literal(String text) {
    try {
      return LITERAL.matcher(text).matches()
          ? Optional.of(InetAddress.ofLiteral(text))
          : Optional.empty();
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /** What a search by network means: the first 24 bits of version 4, 48 of version 6. */
  public static byte[] of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return Arrays.copyOf(bytes, bytes.length == 4 ? 3 : 6);
  }

  boolean contains(InetAddress address) {
    int others = length - prefix;
    return address.getAddress().length * Byte.SIZE == length
        && bits(address).shiftRight(others).equals(bits.shiftRight(others));
  }

  private static BigInteger bits(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }
}
