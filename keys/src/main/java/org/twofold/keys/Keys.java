package org.twofold.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The keys of one service: a folder with a file for each purpose, {@code PURPOSE.json}. Each is
 * read when it is asked for and again when its file changes.
 *
 * @param directory the folder
 * @param clock tells which key is in use
 * @param madeUpToo whether files that the local stack made up are good enough
 */
public record Keys(Path directory, InstantSource clock, boolean madeUpToo) {

  /** Keys of which none may be made up. */
  public Keys(Path directory, InstantSource clock) {
    this(directory, clock, false);
  }

  /**
   * A key that seals and opens.
   *
   * @throws KeyFileException if its file cannot be used
   */
  public AeadKey aead(String purpose) {
    return new AeadKey(new KeyRing<>(this, purpose, KeyType.AEAD, Aead.class));
  }

  /**
   * A key that wraps others.
   *
   * @throws KeyFileException if its file cannot be used
   */
  public DataKeys dataKeys(String purpose) {
    return new DataKeys(new KeyRing<>(this, purpose, KeyType.AEAD, Aead.class));
  }

  /**
   * A key that derives.
   *
   * @throws KeyFileException if its file cannot be used
   */
  public PrfKey prf(String purpose) {
    return new PrfKey(new KeyRing<>(this, purpose, KeyType.PRF, PrfSet.class));
  }

  /**
   * A key that authenticates.
   *
   * @throws KeyFileException if its file cannot be used
   */
  public MacKey mac(String purpose) {
    return new MacKey(new KeyRing<>(this, purpose, KeyType.MAC, Mac.class));
  }

  /**
   * The public part of a pair.
   *
   * @throws KeyFileException if its file cannot be used
   */
  public SealingKey publicKey(String purpose) {
    KeyRing<HybridEncrypt> ring =
        new KeyRing<>(this, purpose, KeyType.HPKE_PUBLIC, HybridEncrypt.class);
    return (plaintext, context) -> Tink.must(() -> ring.current().encrypt(plaintext, context));
  }

  /**
   * The private part of a pair.
   *
   * @throws KeyFileException if its file cannot be used
   */
  public OpeningKey privateKey(String purpose) {
    KeyRing<HybridDecrypt> ring =
        new KeyRing<>(this, purpose, KeyType.HPKE_PRIVATE, HybridDecrypt.class);
    return (box, context) -> Tink.firstThatOpens(ring.all(), key -> key.decrypt(box, context));
  }

  Path file(String purpose) {
    return directory.resolve(purpose + ".json");
  }
}
