package org.twofold.stack.accounts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.twofold.stack.credentials.Credentials;
import org.twofold.stack.layout.DataDirectory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Remembers how far an import is, beside its file or, where that folder is closed, with the data.
 */
final class ProgressFile {

  private static final int BEGINNING = 1 << 20;

  private final JsonMapper json = JsonMapper.builder().build();
  private final Path file;
  private final String of;

  private ProgressFile(Path file, String of) {
    this.file = file;
    this.of = of;
  }

  /** That of a file that is imported into a stack. */
  static ProgressFile of(Path imported, DataDirectory data) throws IOException {
    Path absolute = imported.toAbsolutePath();
    Path folder = absolute.resolveSibling("");
    String name = absolute.getFileName() + ".progress";
    Path file =
        Files.isWritable(folder)
            ? folder.resolve(name)
            : Files.createDirectories(data.imports()).resolve(name);
    return new ProgressFile(file, identity(absolute, data));
  }

  /** Of another file, or of a stack that was wiped since, nothing was done yet. */
  private static String identity(Path imported, DataDirectory data) throws IOException {
    MessageDigest hash = sha256();
    hash.update(Credentials.token(data, "operator").getBytes(US_ASCII));
    hash.update(ByteBuffer.allocate(Long.BYTES).putLong(Files.size(imported)).flip());
    try (InputStream in = Files.newInputStream(imported)) {
      hash.update(in.readNBytes(BEGINNING));
    }
    return HexFormat.of().formatHex(hash.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }

  Progress none() {
    return Progress.none(of);
  }

  /** What was done before; nothing if it was of another file. */
  Progress read() throws IOException {
    if (Files.notExists(file)) {
      return none();
    }
    try {
      Progress found = json.readValue(Files.readAllBytes(file), Progress.class);
      return of.equals(found.of()) ? found : none();
    } catch (JacksonException e) {
      return none();
    }
  }

  void write(Progress progress) throws IOException {
    Path next = Path.of(file + ".new");
    Files.write(next, json.writeValueAsBytes(progress));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
