package org.twofold.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;

/**
 * Keys that are kept in a database, each wrapped by a key that is not: what one of them sealed
 * cannot be opened once its wrapped form is deleted (AES-256-GCM, both).
 */
public final class DataKeys {

  private final KeyRing<Aead> ring;

  DataKeys(KeyRing<Aead> ring) {
    this.ring = ring;
  }

  /**
   * Makes a key.
   *
   * @param associatedData whose it is; unwrapping needs the same
   * @return the key, wrapped; some 130 bytes
   */
  public byte[] make(byte[] associatedData) {
    Primitives.register();
    return Tink.must(
        () ->
            TinkProtoKeysetFormat.serializeEncryptedKeyset(
                KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                ring.current(),
                associatedData));
  }

  /**
   * Seals with a wrapped key.
   *
   * @throws NotOpenedException if it was wrapped for somebody else, or by a key that is gone
   */
  public byte[] seal(byte[] wrapped, byte[] associatedData, byte[] plaintext, byte[] context)
      throws NotOpenedException {
    Aead key = unwrap(wrapped, associatedData);
    return Tink.must(() -> key.encrypt(plaintext, context));
  }

  /**
   * Opens with a wrapped key.
   *
   * @throws NotOpenedException if the key cannot be unwrapped, or did not seal this
   */
  public byte[] open(byte[] wrapped, byte[] associatedData, byte[] sealed, byte[] context)
      throws NotOpenedException {
    try {
      return unwrap(wrapped, associatedData).decrypt(sealed, context);
    } catch (GeneralSecurityException e) {
      throw new NotOpenedException();
    }
  }

  private Aead unwrap(byte[] wrapped, byte[] associatedData) throws NotOpenedException {
    return Tink.firstThatOpens(
        ring.all(),
        wrapping ->
            Primitives.of(
                TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, wrapping, associatedData),
                Aead.class));
  }
}
