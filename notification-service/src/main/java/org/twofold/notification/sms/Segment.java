package org.twofold.notification.sms;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jsmpp.bean.Alphabet;

/** A text message in one segment: 160 septets of GSM-7, else 70 signs of UCS-2. */
record Segment(Alphabet alphabet, byte[] bytes) {

  private static final int MOST_SEPTETS = 160;
  private static final int MOST_BYTES = 140;

  /** Empty if the text does not fit one. */
  static Optional<Segment> of(String text) {
    Optional<byte[]> septets = Gsm7.encode(text);
    return septets.isPresent()
        ? septets
            .filter(bytes -> bytes.length <= MOST_SEPTETS)
            .map(bytes -> new Segment(Alphabet.ALPHA_DEFAULT, bytes))
        : Optional.of(text.getBytes(StandardCharsets.UTF_16BE))
            .filter(bytes -> bytes.length <= MOST_BYTES)
            .map(bytes -> new Segment(Alphabet.ALPHA_UCS2, bytes));
  }

  /** Nothing of the text. */
  @Override
  public String toString() {
    return "Segment[" + alphabet + "]";
  }
}
