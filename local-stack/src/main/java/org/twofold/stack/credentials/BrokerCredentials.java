package org.twofold.stack.credentials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Ports;

/**
 * How each user proves to the broker who it is. A password stands in files that only their owner
 * reads, never in an environment or a command line, which others see.
 */
public final class BrokerCredentials {

  private static final String SECURITY = "security.protocol";
  private static final String MODULES = "org.apache.kafka.common.security.";

  private BrokerCredentials() {}

  /** Makes up the passwords that are missing; the settings anew, since ports may have changed. */
  static void make(DataDirectory data, Ports ports) throws IOException {
    // the node's is said in clear, if only to itself: it serves for one start
    Files.deleteIfExists(passwordFile(data, BrokerUser.BROKER));
    for (BrokerUser user : BrokerUser.values()) {
      Credentials.makeUp(passwordFile(data, user), Credentials.TOKEN_BYTES);
    }
    ServiceSettings.write(
        data.credentials().resolve("reader.properties"), client(data, ports, BrokerUser.READER));
    for (BrokerUser service : BrokerUser.services()) {
      ServiceSettings.write(ServiceSettings.file(data, service.userName()), boot(data, service));
    }
  }

  /** The password of a user. */
  public static String password(DataDirectory data, BrokerUser user) throws IOException {
    return Files.readString(passwordFile(data, user)).strip();
  }

  private static Path passwordFile(DataDirectory data, BrokerUser user) {
    return data.credentials().resolve("kafka-" + user.userName() + ".password");
  }

  /** The client settings of a user. */
  public static Map<String, String> client(DataDirectory data, Ports ports, BrokerUser user)
      throws IOException {
    return client(ports, scram(data, user));
  }

  /** The client settings of the node itself, who needs nobody to have made it a user. */
  public static Map<String, String> node(DataDirectory data, Ports ports) throws IOException {
    return client(ports, login("PLAIN", ofNode(data)));
  }

  private static Map<String, String> client(Ports ports, Map<String, String> login) {
    Map<String, String> settings = new LinkedHashMap<>(login);
    settings.put("bootstrap.servers", "127.0.0.1:" + ports.kafka());
    return settings;
  }

  /** As whom the node logs in at itself, and the one user that it knows by heart. */
  public static String ofNode(DataDirectory data) throws IOException {
    String password = password(data, BrokerUser.BROKER);
    String name = BrokerUser.BROKER.userName();
    return MODULES
        + "plain.PlainLoginModule required username=\"%1$s\" password=\"%2$s\" user_%1$s=\"%2$s\";"
            .formatted(name, password);
  }

  private static Map<String, String> boot(DataDirectory data, BrokerUser service)
      throws IOException {
    return scram(data, service).entrySet().stream()
        .collect(
            Collectors.toMap(
                setting ->
                    setting.getKey().equals(SECURITY)
                        ? "spring.kafka." + SECURITY
                        : "spring.kafka.properties." + setting.getKey(),
                Map.Entry::getValue));
  }

  private static Map<String, String> scram(DataDirectory data, BrokerUser user) throws IOException {
    return login(
        "SCRAM-SHA-512",
        MODULES
            + "scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user.userName(), password(data, user)));
  }

  private static Map<String, String> login(String mechanism, String how) {
    return Map.of(SECURITY, "SASL_PLAINTEXT", "sasl.mechanism", mechanism, "sasl.jaas.config", how);
  }
}
