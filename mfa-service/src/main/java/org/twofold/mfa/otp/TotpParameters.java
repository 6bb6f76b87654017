package org.twofold.mfa.otp;

/**
 * How an authenticator makes its codes (RFC 6238, section 1.2; the Key URI format has the same
 * three).
 *
 * @param algorithm of the HMAC
 * @param digits 6 to 8
 * @param period of a time step, in seconds
 */
public record TotpParameters(Algorithm algorithm, int digits, int period) {

  /** A hash, by the name that the Key URI format has for it. */
  public enum Algorithm {
    /** What every app knows. */
    SHA1,
    /** Not known to every app. */
    SHA256,
    /** Not known to every app. */
    SHA512
  }
}
