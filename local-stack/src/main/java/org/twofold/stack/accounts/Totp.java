package org.twofold.stack.accounts;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What an authenticator app shows (RFC 6238 with SHA-1 and six digits). */
final class Totp {

  /** RFC 6238 section 4.1: X, its default. */
  private static final long STEP_SECONDS = 30;

  private static final int MODULUS = 1_000_000;

  private Totp() {}

  static String code(byte[] secret, Instant now) {
    byte[] counter =
        ByteBuffer.allocate(Long.BYTES).putLong(now.getEpochSecond() / STEP_SECONDS).array();
    byte[] hash = hmac(secret, counter);
    // RFC 4226 section 5.3: the last four bits say where the 31 bits begin
    int offset = hash[hash.length - 1] & 0xf;
    int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
    return "%06d".formatted(number % MODULUS);
  }

  /** How long that code is shown. */
  static long secondsLeft(Instant now) {
    return STEP_SECONDS - now.getEpochSecond() % STEP_SECONDS;
  }

  private static byte[] hmac(byte[] secret, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "RAW"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }
}
