package org.twofold.notification.sms;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The default alphabet of text messages (3GPP TS 23.038, section 6.2.1), a septet a byte. */
final class Gsm7 {

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  private static final int ESCAPE = 0x1b;

  /** Those that need an escape before them, and what stands after it. */
  private static final String EXTENDED = "\f^{}\\[~]|€";

  private static final byte[] AFTER_ESCAPE = {
    0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65
  };

  private Gsm7() {}

  /** The septets of a text; empty if it has a sign that is not in the alphabet. */
  static Optional<byte[]> encode(String text) {
    ByteArrayOutputStream septets = new ByteArrayOutputStream(text.length());
    for (char sign : text.toCharArray()) {
      int basic = BASIC.indexOf(sign);
      int extended = EXTENDED.indexOf(sign);
      if (basic >= 0 && basic != ESCAPE) {
        septets.write(basic);
      } else if (extended >= 0) {
        septets.write(ESCAPE);
        septets.write(AFTER_ESCAPE[extended]);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(septets.toByteArray());
  }
}
