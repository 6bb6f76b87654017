package org.twofold.stack.inbox;

import java.util.Map;

/** The default alphabet of text messages, one character an octet (3GPP TS 23.038 section 6.2.1). */
final class Gsm7 {

  private static final int ESCAPE = 0x1B;

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ"
          + " !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
          + "¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** What follows an escape (section 6.2.1.1). */
  private static final Map<Integer, Character> EXTENSION =
      Map.of(
          0x0A, '\f', 0x14, '^', 0x28, '{', 0x29, '}', 0x2F, '\\', 0x3C, '[', 0x3D, '~', 0x3E, ']',
          0x40, '|', 0x65, '€');

  private Gsm7() {}

  /** What is not of the alphabet is shown as the replacement character. */
  static String decode(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length);
    boolean escaped = false;
    for (byte octet : octets) {
      if (octet == ESCAPE && !escaped) {
        escaped = true;
      } else {
        text.append(escaped ? extended(octet) : basic(octet));
        escaped = false;
      }
    }
    return text.toString();
  }

  private static char basic(byte octet) {
    return octet >= 0 ? BASIC.charAt(octet) : '\uFFFD';
  }

  /**
   * "…shall display either a space or the character of the main table": a second escape, others.
   */
  private static char extended(byte octet) {
    return octet == ESCAPE ? ' ' : EXTENSION.getOrDefault((int) octet, basic(octet));
  }
}
