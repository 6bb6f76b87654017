package org.twofold.stack.control;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.twofold.keys.SecretFile;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Ports;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says where a supervisor listens and what it wants to hear; only its owner can read it.
 *
 * @param pid of the supervisor
 * @param port on loopback
 * @param token to be sent with every request
 * @param offset of the ports of its stack
 */
public record ControlFile(long pid, int port, String token, int offset) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The ports of the stack. */
  public Ports ports() {
    return new Ports(offset);
  }

  /** Writes it. */
  public void write(DataDirectory data) throws IOException {
    SecretFile.write(data.control(), JSON.writeValueAsBytes(this));
  }

  /** That of the supervisor that runs on the data; empty where none does, or not yet. */
  public static Optional<ControlFile> read(DataDirectory data) {
    if (Files.notExists(data.control()) || !data.isTaken()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(data.control()), ControlFile.class));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ControlFile[pid=" + pid + ", port=" + port + "]";
  }
}
