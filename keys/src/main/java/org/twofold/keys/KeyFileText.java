package org.twofold.keys;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
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
 * A key file as it is written: JSON of the form {@code {"type": "PRF", "madeUp": false, "keys":
 * [{"from": RFC 3339, "keyset": Tink}]}}, readable by its owner only.
 *
 * @param madeUp made by the local stack, for one machine
 * @param keys oldest first, at least one
 */
record KeyFileText(KeyType type, boolean madeUp, List<DatedKey> keys) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Reads a file.
   *
   * @throws KeyFileException if it is missing, not whole, of another type, or readable by others
   */
  static KeyFileText read(Path file, KeyType type) {
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
      return new KeyFileText(type, root.path("madeUp").asBoolean(false), List.copyOf(keys));
    } catch (IOException | JacksonException | GeneralSecurityException | DateTimeException e) {
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

  /**
   * Writes or replaces a file.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  static void write(Path file, KeyFileText content) {
    ObjectNode root = JSON.createObjectNode().put("type", content.type().name());
    root.put("madeUp", content.madeUp());
    ArrayNode array = root.putArray("keys");
    try {
      for (DatedKey key : content.keys()) {
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
      throw new KeyFileException(
          file, "is missing; ./twofold keys create makes the files of every service");
    }
  }

  /** Nothing of the keys. */
  @Override
  public String toString() {
    return "KeyFileText[" + type + ", " + keys.size() + " keys]";
  }
}
