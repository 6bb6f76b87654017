package org.twofold.stack.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A name for what files hold. */
final class ContentHash {

  private static final int DIGITS = 12;

  private ContentHash() {}

  /**
   * Twelve hexadecimal digits. A snapshot's content counts; of a released archive, which never
   * changes under its name, name and size do.
   */
  static String of(List<Path> files, String further) throws IOException {
    MessageDigest digest = sha256();
    digest.update(further.getBytes(StandardCharsets.UTF_8));
    for (Path file : files) {
      String name = file.getFileName().toString();
      digest.update((name + Files.size(file)).getBytes(StandardCharsets.UTF_8));
      if (name.contains("SNAPSHOT")) {
        // a service's jar is larger than the supervisor's heap
        try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
          content.transferTo(OutputStream.nullOutputStream());
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
