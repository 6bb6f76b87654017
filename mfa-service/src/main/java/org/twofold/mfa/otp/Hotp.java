package org.twofold.mfa.otp;

/** HOTP's dynamic truncation (RFC 4226, section 5.3). */
public final class Hotp {

  private static final int[] POWERS_OF_TEN = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private Hotp() {}

  /**
   * The code in an HMAC. The offset is in the low four bits of the last byte, whatever the hash's
   * length (RFC 6238 keeps it so for SHA-256 and SHA-512).
   *
   * @param digits 6 to 8; leading zeros are kept
   */
  public static String truncate(byte[] hmac, int digits) {
    if (digits < 6 || digits > 8) {
      throw new IllegalArgumentException("A code has 6 to 8 digits, not " + digits);
    }
    int offset = hmac[hmac.length - 1] & 0xf;
    int binary =
        (hmac[offset] & 0x7f) << 24
            | (hmac[offset + 1] & 0xff) << 16
            | (hmac[offset + 2] & 0xff) << 8
            | (hmac[offset + 3] & 0xff);
    String code = Integer.toString(binary % POWERS_OF_TEN[digits]);
    return "0".repeat(digits - code.length()) + code;
  }
}
