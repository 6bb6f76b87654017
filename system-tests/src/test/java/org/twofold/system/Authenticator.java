package org.twofold.system;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;

/** What the app on her phone does (RFC 6238, RFC 4648 section 6), apart from the product's code. */
record Authenticator(String base32) {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int STEP_SECONDS = 30;

  /** The code of the step that many after the present one. */
  String code(int steps) {
    long step = Instant.now().getEpochSecond() / STEP_SECONDS + steps;
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret(), "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One that is right in no step near the present one. */
  String wrongCode() {
    List<String> right = List.of(code(-2), code(-1), code(0), code(1), code(2));
    return Stream.of("000000", "111111", "222222", "333333", "444444", "555555")
        .filter(code -> !right.contains(code))
        .findFirst()
        .orElseThrow();
  }

  /** Waits until the present step has a while to go, so that no test crosses into the next. */
  Authenticator early() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(STEP_SECONDS))
        .until(() -> Instant.now().getEpochSecond() % STEP_SECONDS < STEP_SECONDS / 2);
    return this;
  }

  private byte[] secret() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int bits = 0;
    int value = 0;
    for (char letter : base32.toCharArray()) {
      value = value << 5 | ALPHABET.indexOf(letter);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(value >> bits);
        value &= (1 << bits) - 1;
      }
    }
    return bytes.toByteArray();
  }
}
