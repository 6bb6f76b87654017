package org.twofold.mfa.otp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import org.twofold.keys.PrfKey;

/**
 * The code of a challenge: HOTP's truncation of HMAC-SHA-256 under the key of the challenge's
 * epoch, with the challenge as counter. It is never stored; a redelivered event derives the same.
 */
public final class CodeDerivation {

  private static final int HMAC_BYTES = 32;
  private static final int DIGITS = 6;

  private final PrfKey key;

  /** Derives with this key. */
  public CodeDerivation(PrfKey key) {
    this.key = key;
  }

  /**
   * The code.
   *
   * @param startedAt when the challenge began
   */
  public String code(String challengeId, Instant startedAt) {
    return Hotp.truncate(key.deriveAt(startedAt, challengeId.getBytes(UTF_8), HMAC_BYTES), DIGITS);
  }

  /** Whether that is the code, compared in constant time. */
  public boolean matches(String challengeId, Instant startedAt, String typed) {
    return MessageDigest.isEqual(
        code(challengeId, startedAt).getBytes(UTF_8), typed.getBytes(UTF_8));
  }
}
