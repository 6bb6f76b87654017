package org.twofold.gateway.password;

/** More work than this gateway takes on at once; the surplus is told to come again. */
public final class OverloadedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OverloadedException() {
    super("Too many passwords wait to be hashed", null, false, false);
  }
}
