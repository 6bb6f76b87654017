package org.twofold.stack.credentials;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.twofold.keys.SecretFile;
import org.twofold.stack.layout.DataDirectory;

/**
 * The settings of a service that nobody else may see, under Spring Boot's names: its passwords
 * stand in a file that only its owner reads, never in an environment or a command line.
 */
public final class ServiceSettings {

  private ServiceSettings() {}

  /** The file, to be imported by the service. */
  public static Path file(DataDirectory data, String service) {
    return data.credentials().resolve(service + ".properties");
  }

  /** Writes a file anew with these alone. */
  static void write(Path file, Map<String, String> settings) throws IOException {
    SecretFile.write(file, text(settings).getBytes(ISO_8859_1));
  }

  /** Adds these to those that it has, of other names. */
  static void add(DataDirectory data, String service, Map<String, String> settings)
      throws IOException {
    Path file = file(data, service);
    String before = Files.exists(file) ? Files.readString(file, ISO_8859_1) : "";
    SecretFile.write(file, (before + text(settings)).getBytes(ISO_8859_1));
  }

  private static String text(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
        .sorted()
        .collect(Collectors.joining());
  }
}
