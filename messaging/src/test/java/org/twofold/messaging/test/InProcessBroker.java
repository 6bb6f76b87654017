package org.twofold.messaging.test;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Topic;
import org.twofold.events.Topics;

/**
 * A real Kafka broker in this process, with every topic of Twofold on one partition, on free ports
 * and a folder of its own. Close it after the Spring context that uses it.
 */
public final class InProcessBroker implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final KafkaRaftServer server;
  private final Path data;
  private final int port;

  private InProcessBroker(KafkaRaftServer server, Path data, int port) {
    this.server = server;
    this.data = data;
    this.port = port;
  }

  /** Starts a broker and makes the topics. */
  public static InProcessBroker start() {
    try {
      Path data = Files.createTempDirectory("twofold-kafka");
      int port = freePort();
      int controller = freePort();
      Properties settings = settings(data, port, controller);
      format(data);
      KafkaRaftServer server =
          new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
      server.startup();
      InProcessBroker broker = new InProcessBroker(server, data, port);
      broker.makeTopics();
      return broker;
    } catch (Exception e) {
      throw new IllegalStateException("No broker in this process", e);
    }
  }

  /** Where clients find it. */
  public String bootstrapServers() {
    return LOOPBACK + ":" + port;
  }

  private void makeTopics() throws Exception {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic<?> topic : Topics.all()) {
      topics.add(new NewTopic(topic.name(), 1, (short) 1));
      topics.add(new NewTopic(topic.dead(), 1, (short) 1));
      if (topic.makesMessages()) {
        topics.add(new NewTopic(topic.retry(), 1, (short) 1));
      }
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin.createTopics(topics).all().get(60, TimeUnit.SECONDS);
    }
  }

  private static Properties settings(Path data, int port, int controller) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@" + LOOPBACK + ":" + controller);
    settings.put(
        "listeners",
        "PLAINTEXT://" + LOOPBACK + ":" + port + ",CONTROLLER://" + LOOPBACK + ":" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://" + LOOPBACK + ":" + port);
    settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("log.dirs", data.toString());
    settings.put("auto.create.topics.enable", "false");
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "1");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.share.min.heartbeat.interval.ms", "500");
    settings.put("group.share.heartbeat.interval.ms", "1000");
    settings.put("group.share.assignment.interval.ms", "0");
    settings.put("group.share.delivery.count.limit", "10");
    return settings;
  }

  private static void format(Path data) throws Exception {
    Formatter formatter = new Formatter();
    formatter.setClusterId(Uuid.randomUuid().toString());
    formatter.setNodeId(1);
    formatter.setDirectories(List.of(data.toString()));
    formatter.setReleaseVersion(MetadataVersion.latestProduction());
    formatter.setControllerListenerName("CONTROLLER");
    formatter.setMetadataLogDirectory(data.toString());
    formatter.setPrintStream(new PrintStream(OutputStream.nullOutputStream()));
    formatter.run();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    try {
      Files.walkFileTree(
          data,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                throws IOException {
              Files.deleteIfExists(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
