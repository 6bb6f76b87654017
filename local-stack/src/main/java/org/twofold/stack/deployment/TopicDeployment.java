package org.twofold.stack.deployment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.twofold.events.Topic;
import org.twofold.events.Topics;

/**
 * Makes the topics that are missing, and sets right those that are kept otherwise than they should
 * be. What happened stays in them for ever; where there are three brokers each record is on three,
 * and acknowledged once two have it.
 */
final class TopicDeployment {

  /** Which parked records were put back; a key for each (ADR 27). */
  static final String RETRIED = "dead-letters-retried";

  private static final int PARTITIONS = 3;
  private static final int REPLICAS = 3;

  private TopicDeployment() {}

  static void deploy(Admin admin) throws InterruptedException, ExecutionException {
    Set<String> present = admin.listTopics().names().get();
    int brokers = admin.describeCluster().nodes().get().size();
    List<NewTopic> wanted = wanted(brokers);
    admin
        .createTopics(wanted.stream().filter(topic -> !present.contains(topic.name())).toList())
        .all()
        .get();
    setRight(admin, wanted.stream().filter(topic -> present.contains(topic.name())).toList());
  }

  private static void setRight(Admin admin, List<NewTopic> topics)
      throws InterruptedException, ExecutionException {
    Map<ConfigResource, Map<String, String>> wanted = new HashMap<>();
    topics.forEach(
        topic ->
            wanted.put(
                new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), topic.configs()));
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (var each : admin.describeConfigs(wanted.keySet()).all().get().entrySet()) {
      Map<String, String> settings = wanted.getOrDefault(each.getKey(), Map.of());
      if (!hold(each.getValue(), settings)) {
        changes.put(each.getKey(), set(settings));
      }
    }
    admin.incrementalAlterConfigs(changes).all().get();
  }

  private static boolean hold(Config present, Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .allMatch(
            setting ->
                present.get(setting.getKey()) instanceof ConfigEntry entry
                    && setting.getValue().equals(entry.value()));
  }

  static Collection<AlterConfigOp> set(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(
            setting ->
                new AlterConfigOp(
                    new ConfigEntry(setting.getKey(), setting.getValue()), OpType.SET))
        .toList();
  }

  /** The names of all topics. */
  static List<String> names() {
    return wanted(1).stream().map(NewTopic::name).toList();
  }

  /**
   * What there should be.
   *
   * @param brokers how many there are to replicate to
   */
  static List<NewTopic> wanted(int brokers) {
    short replicas = (short) Math.min(brokers, REPLICAS);
    Map<String, String> forEver = new HashMap<>(durable(replicas));
    forEver.putAll(
        Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1"));
    Map<String, String> remembering = new HashMap<>(durable(replicas));
    remembering.put("cleanup.policy", "compact");
    List<NewTopic> wanted = new ArrayList<>();
    for (Topic<?> topic : Topics.all()) {
      wanted.add(new NewTopic(topic.name(), PARTITIONS, replicas).configs(forEver));
      wanted.add(new NewTopic(topic.dead(), 1, replicas).configs(forEver));
      if (topic.makesMessages()) {
        wanted.add(new NewTopic(topic.retry(), 1, replicas).configs(durable(replicas)));
      }
    }
    wanted.add(new NewTopic(RETRIED, 1, replicas).configs(remembering));
    return wanted;
  }

  private static Map<String, String> durable(short replicas) {
    return Map.of(
        "min.insync.replicas",
        replicas >= REPLICAS ? "2" : "1",
        "unclean.leader.election.enable",
        "false");
  }
}
