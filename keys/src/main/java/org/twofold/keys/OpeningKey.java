package org.twofold.keys;

/** Opens what was sealed. */
@FunctionalInterface
public interface OpeningKey {

  /**
   * Opens.
   *
   * @throws NotOpenedException if it was sealed for another key, belongs to something else, or was
   *     altered
   */
  byte[] open(byte[] sealed, byte[] associatedData) throws NotOpenedException;
}
