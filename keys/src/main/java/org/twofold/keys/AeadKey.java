package org.twofold.keys;

import com.google.crypto.tink.Aead;

/** Seals with the present key and opens with any of its file (AES-256-GCM). */
public final class AeadKey implements SealingKey, OpeningKey {

  private final KeyRing<Aead> ring;

  AeadKey(KeyRing<Aead> ring) {
    this.ring = ring;
  }

  @Override
  public byte[] seal(byte[] plaintext, byte[] associatedData) {
    return Tink.must(() -> ring.current().encrypt(plaintext, associatedData));
  }

  @Override
  public byte[] open(byte[] sealed, byte[] associatedData) throws NotOpenedException {
    return Tink.firstThatOpens(ring.all(), key -> key.decrypt(sealed, associatedData));
  }
}
