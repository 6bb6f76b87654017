package org.twofold.keys;

import com.google.crypto.tink.KeysetHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes key files and their successors. A file is readable by its owner only; {@link KeyFileText}
 * tells its form.
 */
public final class KeyFile {

  private KeyFile() {}

  /**
   * What a file holds, without its keys.
   *
   * @param madeUp made by the local stack, so refused outside it
   * @param from when each of its keys comes, or came, into use, oldest first
   */
  public record Description(boolean madeUp, List<Instant> from) {

    /** The key in use at that moment. */
    public Instant inUse(Instant now) {
      return from.stream()
          .filter(at -> !at.isAfter(now))
          .reduce((a, b) -> b)
          .orElse(from.getFirst());
    }

    /** The successor that waits for its moment. */
    public Optional<Instant> successor(Instant now) {
      return from.stream().filter(at -> at.isAfter(now)).findFirst();
    }
  }

  /**
   * Makes a file with one new key, valid from the beginning of time. Does nothing where the file
   * exists.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   * @throws IllegalArgumentException for the parts of a pair: see {@link #createPair}
   */
  public static void create(Path file, KeyType type) {
    create(file, type, false);
  }

  /**
   * The same, saying whether it is made up for one machine.
   *
   * @param madeUp refused outside the local profile
   */
  public static void create(Path file, KeyType type, boolean madeUp) {
    if (type == KeyType.HPKE_PUBLIC) {
      throw new IllegalArgumentException("A public part is made from its private one");
    }
    if (!Files.exists(file)) {
      KeyFileText.write(
          file,
          new KeyFileText(type, madeUp, List.of(new DatedKey(Instant.EPOCH, generate(type)))));
    }
  }

  /**
   * Makes the two files of a new pair. Makes a missing public file from the private one.
   *
   * @throws java.io.UncheckedIOException if they cannot be written
   */
  public static void createPair(Path privateFile, Path publicFile) {
    create(privateFile, KeyType.HPKE_PRIVATE);
    if (!Files.exists(publicFile)) {
      writePublic(privateFile, publicFile);
    }
  }

  /**
   * Writes, or writes anew, the public parts of what a private file holds.
   *
   * @throws KeyFileException if the private file cannot be used
   */
  public static void writePublic(Path privateFile, Path publicFile) {
    KeyFileText whole = KeyFileText.read(privateFile, KeyType.HPKE_PRIVATE);
    KeyFileText.write(
        publicFile,
        new KeyFileText(
            KeyType.HPKE_PUBLIC,
            whole.madeUp(),
            whole.keys().stream().map(KeyFile::publicPart).toList()));
  }

  /**
   * Puts a successor into a file, and takes out the keys that are dead by now. The key in use stays
   * in use until the successor's moment, and opens what it sealed after it.
   *
   * @param from when it comes into use; every other holder must have it by then
   * @throws KeyFileException if the file cannot be used, or has a successor that waits
   */
  public static void rotate(Path file, KeyType type, Instant now, Instant from) {
    KeyFileText whole = KeyFileText.read(file, type);
    Instant last = whole.keys().getLast().from();
    if (last.isAfter(now)) {
      throw new KeyFileException(
          file, "has a successor already, which comes into use at " + last + "; wait until then");
    }
    List<DatedKey> keys = new ArrayList<>(type.living(whole.keys(), DatedKey::from, now));
    keys.add(new DatedKey(from, generate(type)));
    KeyFileText.write(file, new KeyFileText(type, whole.madeUp(), keys));
  }

  /**
   * What a file holds.
   *
   * @throws KeyFileException if it is missing, not whole, of another type, or readable by others
   */
  public static Description describe(Path file, KeyType type) {
    KeyFileText whole = KeyFileText.read(file, type);
    return new Description(whole.madeUp(), whole.keys().stream().map(DatedKey::from).toList());
  }

  private static KeysetHandle generate(KeyType type) {
    Primitives.register();
    try {
      return KeysetHandle.generateNew(type.parameters());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink cannot make a key of type " + type, e);
    }
  }

  private static DatedKey publicPart(DatedKey key) {
    try {
      return new DatedKey(key.from(), key.keyset().getPublicKeysetHandle());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A private key without its public part", e);
    }
  }
}
