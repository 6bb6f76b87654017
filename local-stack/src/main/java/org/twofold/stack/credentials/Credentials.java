package org.twofold.stack.credentials;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.twofold.keys.SecretFile;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Ports;

/** The folder {@code credentials}: tokens between services, and client settings for readers. */
public final class Credentials {

  private static final int TOKEN_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Credentials() {}

  /**
   * Makes what is missing; the client settings anew, since ports may have changed.
   *
   * @throws IOException if a file cannot be written
   */
  public static void make(DataDirectory data, Ports ports) throws IOException {
    token(data, "mfa");
    token(data, "operator");
    SecretFile.write(
        data.credentials().resolve("reader.properties"),
        ("bootstrap.servers=127.0.0.1:" + ports.kafka() + "\n").getBytes(US_ASCII));
  }

  /**
   * A token, made up at its first use.
   *
   * @return 43 characters of base64url: 32 random bytes
   */
  public static String token(DataDirectory data, String name) throws IOException {
    Path file = data.credentials().resolve(name + ".token");
    if (Files.notExists(file)) {
      SecretFile.write(file, (random() + "\n").getBytes(US_ASCII));
    }
    return Files.readString(file).strip();
  }

  /** A fresh one that is kept nowhere. */
  public static String random() {
    byte[] bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
