package org.twofold.stack.accounts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.twofold.keys.SecretFile;
import org.twofold.stack.layout.DataDirectory;

/** The secret that the authenticator of a demo subscriber would keep; a file of this machine. */
final class DemoSecret {

  /** RFC 4226 section 4, R6: 160 bits are recommended. */
  private static final int BYTES = 20;

  private DemoSecret() {}

  /** In base32, made up the first time. */
  static String make(DataDirectory data) throws IOException {
    if (Files.notExists(file(data))) {
      byte[] secret = new byte[BYTES];
      new SecureRandom().nextBytes(secret);
      SecretFile.write(file(data), (Base32.encode(secret) + "\n").getBytes(US_ASCII));
    }
    return read(data);
  }

  static String read(DataDirectory data) throws IOException {
    return Files.readString(file(data)).strip();
  }

  private static Path file(DataDirectory data) {
    return data.credentials().resolve("demo-totp");
  }
}
