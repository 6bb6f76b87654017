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
 */
public record Keys(Path directory, InstantSource clock) {

  /**
   * A key that seals and opens.
   *
   * @throws KeyFileException if its file cannot be used
   */
  public AeadKey aead(String purpose) {
    return new AeadKey(new KeyRing<>(file(purpose), KeyType.AEAD, Aead.class, clock));
  }

  /**
   * A key that derives.
   *
   * @throws KeyFileException if its file cannot be used
   */
  public PrfKey prf(String purpose) {
    return new PrfKey(new KeyRing<>(file(purpose), KeyType.PRF, PrfSet.class, clock));
  }

  /**
   * A key that authenticates.
   *
   * @throws KeyFileException if its file cannot be used
   */
  public MacKey mac(String purpose) {
    return new MacKey(new KeyRing<>(file(purpose), KeyType.MAC, Mac.class, clock));
  }

  /**
   * The public part of a pair.
   *
   * @throws KeyFileException if its file cannot be used
   */
  public SealingKey publicKey(String purpose) {
    KeyRing<HybridEncrypt> ring =
        new KeyRing<>(file(purpose), KeyType.HPKE_PUBLIC, HybridEncrypt.class, clock);
    return (plaintext, context) -> Tink.must(() -> ring.current().encrypt(plaintext, context));
  }

  /**
   * The private part of a pair.
   *
   * @throws KeyFileException if its file cannot be used
   */
  public OpeningKey privateKey(String purpose) {
    KeyRing<HybridDecrypt> ring =
        new KeyRing<>(file(purpose), KeyType.HPKE_PRIVATE, HybridDecrypt.class, clock);
    return (box, context) -> Tink.firstThatOpens(ring.all(), key -> key.decrypt(box, context));
  }

  private Path file(String purpose) {
    return directory.resolve(purpose + ".json");
  }
}
