package org.twofold.stack.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.twofold.events.Topic;
import org.twofold.events.Topics;

class TopicDeploymentTest {

  private final Map<String, NewTopic> wanted =
      TopicDeployment.wanted(1).stream()
          .collect(Collectors.toMap(NewTopic::name, Function.identity()));

  @Test
  void keepsEveryEventForEver() {
    for (Topic<?> topic : Topics.all()) {
      for (String name : List.of(topic.name(), topic.dead())) {
        assertThat(wanted.get(name).configs())
            .containsEntry("retention.ms", "-1")
            .containsEntry("cleanup.policy", "delete");
      }
      assertThat(wanted.get(topic.name()).numPartitions()).isEqualTo(3);
    }
  }

  @Test
  void givesARetryTopicOnlyToEventsThatMakeMessages() {
    for (Topic<?> topic : Topics.all()) {
      assertThat(wanted.containsKey(topic.retry())).isEqualTo(topic.makesMessages());
    }
  }

  @Test
  void replicatesWhereThereAreBrokersToReplicateTo() {
    assertThat(TopicDeployment.wanted(3))
        .allSatisfy(
            topic -> {
              assertThat(topic.replicationFactor()).isEqualTo((short) 3);
              assertThat(topic.configs())
                  .containsEntry("min.insync.replicas", "2")
                  .containsEntry("unclean.leader.election.enable", "false");
            });
    assertThat(TopicDeployment.wanted(1))
        .allSatisfy(topic -> assertThat(topic.replicationFactor()).isEqualTo((short) 1));
  }
}
