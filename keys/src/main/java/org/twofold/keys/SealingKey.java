package org.twofold.keys;

/** Seals bytes for those who hold the key to open them. */
@FunctionalInterface
public interface SealingKey {

  /**
   * Seals.
   *
   * @param associatedData what the sealed bytes belong to; opening needs the same
   */
  byte[] seal(byte[] plaintext, byte[] associatedData);
}
