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

  static final int TOKEN_BYTES = 32;

  /** SMPP 3.4 section 4.1.1: a password has at most 8 characters, those of 6 bytes in base64url. */
  private static final int SMPP_PASSWORD_BYTES = 6;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Credentials() {}

  /**
   * Makes what is missing; the client settings anew, since ports may have changed.
   *
   * @throws IOException if a file cannot be written
   */
  public static void make(DataDirectory data, Ports ports) throws IOException {
    token(data, "operator");
    makeUp(smpp(data), SMPP_PASSWORD_BYTES);
    BrokerCredentials.make(data, ports);
  }

  /**
   * A token, made up at its first use.
   *
   * @return 43 characters of base64url: 32 random bytes
   */
  public static String token(DataDirectory data, String name) throws IOException {
    Path file = data.credentials().resolve(name + ".token");
    makeUp(file, TOKEN_BYTES);
    return Files.readString(file).strip();
  }

  /** The file of the password for the SMPP sink. */
  public static Path smpp(DataDirectory data) {
    return data.credentials().resolve("smpp.password");
  }

  static void makeUp(Path file, int bytes) throws IOException {
    if (Files.notExists(file)) {
      SecretFile.write(file, (random(bytes) + "\n").getBytes(US_ASCII));
    }
  }

  /** A token that is kept nowhere. */
  public static String random() {
    return random(TOKEN_BYTES);
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
