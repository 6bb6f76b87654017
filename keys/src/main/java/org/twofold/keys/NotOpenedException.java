package org.twofold.keys;

/** Sealed bytes that no key at hand opens. Says nothing of what is in them. */
public final class NotOpenedException extends Exception {
  private static final long serialVersionUID = 1L;

  NotOpenedException() {
    super("Sealed for another key, belongs to something else, or altered");
  }
}
