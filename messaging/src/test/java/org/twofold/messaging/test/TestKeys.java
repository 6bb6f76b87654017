package org.twofold.messaging.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.twofold.events.Producer;
import org.twofold.keys.KeyFile;
import org.twofold.keys.KeyType;

/** A folder with a key file for every purpose of every service. */
public final class TestKeys {

  private TestKeys() {}

  /** A new temporary folder of new keys. */
  public static Path directory() {
    try {
      Path directory = Files.createTempDirectory("twofold-keys");
      for (Producer producer : Producer.values()) {
        KeyFile.create(
            directory.resolve("event-mac-" + producer.serviceName() + ".json"), KeyType.MAC);
      }
      KeyFile.create(directory.resolve("address-aead.json"), KeyType.AEAD);
      KeyFile.create(directory.resolve("blind-index.json"), KeyType.PRF);
      KeyFile.create(directory.resolve("network-hash.json"), KeyType.PRF);
      KeyFile.create(directory.resolve("personal-aead.json"), KeyType.AEAD);
      KeyFile.create(directory.resolve("token-hash.json"), KeyType.PRF);
      KeyFile.create(directory.resolve("link-mac.json"), KeyType.MAC);
      KeyFile.create(directory.resolve("code-derivation.json"), KeyType.PRF);
      KeyFile.createPair(
          directory.resolve("delivery-private.json"), directory.resolve("delivery-public.json"));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
