package org.twofold.stack.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.twofold.events.Topic;
import org.twofold.events.Topics;

/** Makes the topics that are missing. What happened stays in them for ever. */
public final class TopicDeployment {

  private static final int PARTITIONS = 3;
  private static final short REPLICAS = 1;
  private static final String PATIENCE_MS = "10000";
  private static final Map<String, String> FOR_EVER =
      Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");

  private final int port;

  /**
   * @param port of the broker on loopback
   */
  public TopicDeployment(int port) {
    this.port = port;
  }

  /**
   * Makes them.
   *
   * @throws ExecutionException if the broker does not answer or refuses
   */
  public void deploy() throws InterruptedException, ExecutionException {
    Properties settings = new Properties();
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    try (Admin admin = Admin.create(settings)) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> missing =
          wanted().stream().filter(topic -> !present.contains(topic.name())).toList();
      admin.createTopics(missing).all().get();
    }
  }

  static List<NewTopic> wanted() {
    List<NewTopic> wanted = new ArrayList<>();
    for (Topic<?> topic : Topics.all()) {
      wanted.add(new NewTopic(topic.name(), PARTITIONS, REPLICAS).configs(FOR_EVER));
      wanted.add(new NewTopic(topic.dead(), 1, REPLICAS).configs(FOR_EVER));
      if (topic.makesMessages()) {
        wanted.add(new NewTopic(topic.retry(), 1, REPLICAS));
      }
    }
    return wanted;
  }
}
