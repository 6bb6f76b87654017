package org.twofold.gateway.mfa;

/**
 * The mfa-service gave no answer that can be trusted, so nobody gets in by a second factor (B9).
 */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnavailableException() {
    super("The mfa-service gave no usable answer", null, false, false);
  }
}
