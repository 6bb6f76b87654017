package org.twofold.stack.deployment;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.twofold.stack.credentials.BrokerCredentials;
import org.twofold.stack.credentials.BrokerUser;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Ports;

/** What must stand on the broker before a service starts: users, topics, rights, groups. */
public final class BrokerDeployment {

  /** The topic that remembers which parked records were put back (ADR 27). */
  public static final String RETRIED_LETTERS = TopicDeployment.RETRIED;

  private static final String PATIENCE_MS = "10000";

  private final DataDirectory data;
  private final Ports ports;

  /**
   * @param data where the passwords are
   * @param ports where broker and controller listen
   */
  public BrokerDeployment(DataDirectory data, Ports ports) {
    this.data = data;
    this.ports = ports;
  }

  /**
   * Makes it so; what stands already stays.
   *
   * @throws ExecutionException if the broker does not answer or refuses
   * @throws IOException if a password cannot be read
   */
  public void deploy() throws InterruptedException, ExecutionException, IOException {
    // the first administrator comes from nowhere: only the node is known without being made
    try (Admin node = admin(BrokerCredentials.node(data, ports))) {
      UserDeployment.deploy(
          node, Map.of(BrokerUser.ADMIN, BrokerCredentials.password(data, BrokerUser.ADMIN)));
    }
    try (Admin admin = admin(BrokerCredentials.client(data, ports, BrokerUser.ADMIN))) {
      UserDeployment.deploy(admin, passwords());
      TopicDeployment.deploy(admin);
      RightsDeployment.deploy(admin);
      GroupDeployment.deploy(admin);
    }
  }

  private Map<BrokerUser, String> passwords() throws IOException {
    Map<BrokerUser, String> passwords = new EnumMap<>(BrokerUser.class);
    for (BrokerUser user : BrokerUser.kept()) {
      passwords.put(user, BrokerCredentials.password(data, user));
    }
    return passwords;
  }

  private static Admin admin(Map<String, String> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    return Admin.create(settings);
  }
}
