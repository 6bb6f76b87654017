package org.twofold.system;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;

/**
 * A file of accounts as another system would give it: hashes of passwords, e-mail on for all, a
 * secret for every tenth, a phone for every tenth. The same for the same name and number.
 */
record ImportFile(Path path, String name, int accounts) {

  private static final long SEED = 6238;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int SECRET_LETTERS = 32;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  static ImportFile of(String name, int accounts) {
    try {
      Path path = Files.createTempDirectory("twofold-import").resolve(name + ".ndjson");
      Random random = new Random(SEED);
      try (BufferedWriter out = Files.newBufferedWriter(path, US_ASCII)) {
        for (int i = 0; i < accounts; i++) {
          out.write(line(name, i, random));
          out.newLine();
        }
      }
      return new ImportFile(path, name, accounts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Remembers how far the import is, while it is not done. */
  Path progress() {
    return path.resolveSibling(path.getFileName() + ".progress");
  }

  private static String line(String name, int i, Random random) {
    String factor =
        switch (i % 10) {
          case 3 -> ",\"totpSecret\":\"%s\",\"totpEnabled\":true".formatted(secret(random));
          case 7 -> ",\"phone\":\"+33639980%03d\",\"smsEnabled\":true".formatted(i % 1000);
          default -> "";
        };
    return """
        {"email":"%s-%06d@example.org","passwordHash":"$argon2id$v=19$m=19456,t=2,p=1$%s$%s",\
        "locale":"%s","emailEnabled":true%s}"""
        .formatted(
            name,
            i,
            base64(random, SALT_BYTES),
            base64(random, HASH_BYTES),
            i % 2 == 0 ? "en" : "fr",
            factor);
  }

  private static String base64(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String secret(Random random) {
    StringBuilder secret = new StringBuilder();
    for (int i = 0; i < SECRET_LETTERS; i++) {
      secret.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    return secret.toString();
  }
}
