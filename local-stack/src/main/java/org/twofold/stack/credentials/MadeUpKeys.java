package org.twofold.stack.credentials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.twofold.keys.KeyFile;
import org.twofold.keys.KeyType;
import org.twofold.keys.SecretFile;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Names;

/** The key files of each service. Those that are there already stay. */
public final class MadeUpKeys {

  private static final List<String> SERVICES =
      List.of(Names.GATEWAY, Names.MFA, Names.NOTIFICATION);
  private static final String DELIVERY_PUBLIC = "delivery-public";

  private MadeUpKeys() {}

  /**
   * Makes what is missing.
   *
   * @throws IOException if a file cannot be written
   */
  public static void make(DataDirectory data) throws IOException {
    Map<String, KeyType> gateway =
        Map.of(
            "address-aead", KeyType.AEAD,
            "blind-index", KeyType.PRF,
            "token-hash", KeyType.PRF,
            "link-mac", KeyType.MAC);
    gateway.forEach((purpose, type) -> KeyFile.create(file(data, Names.GATEWAY, purpose), type));
    Map<String, KeyType> mfa =
        Map.of(
            "code-derivation", KeyType.PRF, "totp-aead", KeyType.AEAD, "backup-code", KeyType.PRF);
    mfa.forEach((purpose, type) -> KeyFile.create(file(data, Names.MFA, purpose), type));
    makeDeliveryPair(data);
    for (String producer : SERVICES) {
      makeShared(data, "event-mac-" + producer);
    }
  }

  private static void makeDeliveryPair(DataDirectory data) throws IOException {
    Path ofGateway = file(data, Names.GATEWAY, DELIVERY_PUBLIC);
    KeyFile.createPair(file(data, Names.NOTIFICATION, "delivery-private"), ofGateway);
    copy(ofGateway, file(data, Names.MFA, DELIVERY_PUBLIC));
  }

  /** Who checks an event needs the key of who wrote it. */
  private static void makeShared(DataDirectory data, String purpose) throws IOException {
    Path first = file(data, SERVICES.getFirst(), purpose);
    KeyFile.create(first, KeyType.MAC);
    for (String other : SERVICES.subList(1, SERVICES.size())) {
      copy(first, file(data, other, purpose));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.notExists(to)) {
      SecretFile.write(to, Files.readAllBytes(from));
    }
  }

  private static Path file(DataDirectory data, String service, String purpose) {
    return data.keys(service).resolve(purpose + ".json");
  }
}
