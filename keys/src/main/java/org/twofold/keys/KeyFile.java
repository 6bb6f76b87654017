package org.twofold.keys;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key file: JSON of the form {@code {"type": "PRF", "keys": [{"from": RFC 3339, "keyset":
 * Tink}]}}, readable by its owner only.
 */
public final class KeyFile {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private KeyFile() {}

  /**
   * Makes a file with one new key, valid from the beginning of time. Does nothing where the file
   * exists.
   *
   * @throws UncheckedIOException if it cannot be written
   * @throws IllegalArgumentException for the parts of a pair: see {@link #createPair}
   */
  public static void create(Path file, KeyType type) {
    if (type == KeyType.HPKE_PRIVATE || type == KeyType.HPKE_PUBLIC) {
      throw new IllegalArgumentException("A pair is made by createPair");
    }
    if (!Files.exists(file)) {
      write(file, type, List.of(new DatedKey(Instant.EPOCH, generate(type))));
    }
  }

  /**
   * Makes the two files of a new pair. Makes a missing public file from the private one.
   *
   * @throws UncheckedIOException if they cannot be written
   */
  public static void createPair(Path privateFile, Path publicFile) {
    if (!Files.exists(privateFile)) {
      write(
          privateFile,
          KeyType.HPKE_PRIVATE,
          List.of(new DatedKey(Instant.EPOCH, generate(KeyType.HPKE_PRIVATE))));
    }
    if (!Files.exists(publicFile)) {
      write(
          publicFile,
          KeyType.HPKE_PUBLIC,
          read(privateFile, KeyType.HPKE_PRIVATE).stream().map(KeyFile::publicPart).toList());
    }
  }

  /**
   * The keys of a file, oldest first.
   *
   * @throws KeyFileException if it is missing, not whole, of another type, or readable by others
   */
  static List<DatedKey> read(Path file, KeyType type) {
    Primitives.register();
    refuseIfOthersCanRead(file);
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (!type.name().equals(root.path("type").asString(""))) {
        throw new KeyFileException(file, "holds keys of another type, not " + type);
      }
      List<DatedKey> keys = new ArrayList<>();
      for (JsonNode key : root.path("keys")) {
        keys.add(dated(key));
      }
      if (keys.isEmpty()) {
        throw new KeyFileException(file, "holds no key");
      }
      keys.sort(Comparator.comparing(DatedKey::from));
      return List.copyOf(keys);
    } catch (IOException
        | JacksonException
        | GeneralSecurityException
        | java.time.DateTimeException e) {
      // the cause could quote the file, so it is not passed on
      throw new KeyFileException(file, "cannot be read as a key file");
    }
  }

  private static DatedKey dated(JsonNode key) throws GeneralSecurityException {
    return new DatedKey(
        Instant.parse(key.path("from").asString()),
        TinkJsonProtoKeysetFormat.parseKeyset(
            key.path("keyset").toString(), InsecureSecretKeyAccess.get()));
  }

  private static void write(Path file, KeyType type, List<DatedKey> keys) {
    ObjectNode root = JSON.createObjectNode().put("type", type.name());
    ArrayNode array = root.putArray("keys");
    try {
      for (DatedKey key : keys) {
        array
            .addObject()
            .put("from", key.from().toString())
            .set(
                "keyset",
                JSON.readTree(
                    TinkJsonProtoKeysetFormat.serializeKeyset(
                        key.keyset(), InsecureSecretKeyAccess.get())));
      }
      SecretFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key just made cannot be written", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write key file " + file, e);
    }
  }

  private static void refuseIfOthersCanRead(Path file) {
    try {
      String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      if (!rights.endsWith("------")) {
        throw new KeyFileException(
            file, "can be read by others (" + rights + "); run: chmod 600 " + file);
      }
    } catch (IOException e) {
      throw new KeyFileException(file, "is missing; ./twofold up makes one for the local stack");
    }
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
