package org.twofold.stack.plan;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.twofold.stack.credentials.BrokerCredentials;
import org.twofold.stack.credentials.BrokerUser;
import org.twofold.stack.credentials.Credentials;
import org.twofold.stack.deployment.BrokerDeployment;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.PortCheck;
import org.twofold.stack.layout.Ports;

/** The broker of the stack, with its settings and after its deployment, in this process. */
public final class SecuredBroker implements AutoCloseable {

  private final DataDirectory data;
  private final Ports ports;
  private final KafkaRaftServer server;

  private SecuredBroker(DataDirectory data, Ports ports, KafkaRaftServer server) {
    this.data = data;
    this.ports = ports;
    this.server = server;
  }

  /** Starts it and deploys. */
  public static SecuredBroker start(Path root) throws Exception {
    DataDirectory data = new DataDirectory(root);
    Ports ports = PortCheck.freeForBroker(10_000);
    Credentials.make(data, ports);
    Properties settings = new Properties();
    settings.load(new StringReader(Broker.settings(data, ports)));
    format(Path.of(settings.getProperty("log.dirs")));
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    server.startup();
    SecuredBroker broker = new SecuredBroker(data, ports, server);
    broker.deploy();
    return broker;
  }

  /** The deployment, once more. */
  public void deploy() throws Exception {
    // the verifier of a new password is at the broker a moment after the controller has it
    for (int tries = 1; ; tries++) {
      try {
        new BrokerDeployment(data, ports).deploy();
        return;
      } catch (java.util.concurrent.ExecutionException e) {
        if (tries == 20) {
          throw e;
        }
        java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
      }
    }
  }

  /** Where its passwords are. */
  public DataDirectory data() {
    return data;
  }

  /** Where it listens. */
  public Ports ports() {
    return ports;
  }

  /** Client settings of a user. */
  public Map<String, Object> client(BrokerUser user) throws IOException {
    return new HashMap<>(BrokerCredentials.client(data, ports, user));
  }

  private static void format(Path records) throws Exception {
    Files.createDirectories(records);
    Formatter formatter = new Formatter();
    formatter.setClusterId(Uuid.randomUuid().toString());
    formatter.setNodeId(1);
    formatter.setDirectories(List.of(records.toString()));
    formatter.setReleaseVersion(MetadataVersion.latestProduction());
    formatter.setControllerListenerName("CONTROLLER");
    formatter.setMetadataLogDirectory(records.toString());
    formatter.setPrintStream(new PrintStream(OutputStream.nullOutputStream()));
    formatter.run();
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
