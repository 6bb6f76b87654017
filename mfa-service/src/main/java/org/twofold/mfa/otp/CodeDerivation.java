package org.twofold.mfa.otp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.twofold.keys.PrfKey;

/**
 * The code of a challenge: HOTP's truncation of HMAC-SHA-256 under the key of the challenge's
 * epoch, with the challenge as counter. It is never stored; a redelivered event derives the same.
 */
public final class CodeDerivation {

  /** No challenge's id has a colon: what is derived for one code tells nothing of the other. */
  private static final String LONG = "long:";

  private static final int HMAC_BYTES = 32;
  private static final int DIGITS = 6;
  private static final int CHARACTERS = 12;

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

  /**
   * The longer code, 60 bits in 12 base32 characters, of a challenge that has one (D1).
   *
   * @param startedAt when the challenge began
   */
  public String longCode(String challengeId, Instant startedAt) {
    byte[] hmac = key.deriveAt(startedAt, (LONG + challengeId).getBytes(UTF_8), HMAC_BYTES);
    return Base32Text.of(hmac).substring(0, CHARACTERS);
  }
}
