package org.twofold.stack.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What somebody tries at the broker, and which of it she was allowed. */
final class Attempts {

  private static final byte[] KEY = "tried".getBytes(UTF_8);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, Object> client;

  Attempts(Map<String, Object> client) {
    this.client = client;
  }

  /** The topics that a record was got from; each must have one on its partition 0. */
  Set<String> read(Collection<String> topics) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("fetch.max.wait.ms", 50);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return topics.stream().filter(topic -> reads(consumer, topic)).collect(Collectors.toSet());
    }
  }

  private static boolean reads(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seek(partition, 0);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (!consumer.poll(Duration.ofMillis(500)).isEmpty()) {
          return true;
        }
      } catch (AuthorizationException e) {
        return false;
      }
    }
    throw new IllegalStateException("Neither a record of " + topic + " nor a refusal came");
  }

  /** The topics that took a record. */
  Set<String> write(Collection<String> topics) throws InterruptedException {
    Map<String, Object> settings = new HashMap<>(client);
    // the number of a producer is another right; here it is asked topic by topic
    settings.put("enable.idempotence", false);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      Map<String, Future<?>> sent = new HashMap<>();
      for (String topic : topics) {
        sent.put(topic, producer.send(new ProducerRecord<>(topic, 0, KEY, KEY)));
      }
      return allowed(sent);
    }
  }

  Set<String> describeConfigs(Collection<ConfigResource> resources) throws InterruptedException {
    try (Admin admin = Admin.create(client)) {
      return allowed(named(admin.describeConfigs(resources).values(), ConfigResource::name));
    }
  }

  Set<String> alterConfigs(Collection<ConfigResource> resources, Map<String, String> settings)
      throws InterruptedException {
    try (Admin admin = Admin.create(client)) {
      var changes =
          resources.stream()
              .collect(
                  Collectors.toMap(Function.identity(), resource -> TopicDeployment.set(settings)));
      return allowed(
          named(
              admin
                  .incrementalAlterConfigs(changes, new AlterConfigsOptions().validateOnly(true))
                  .values(),
              ConfigResource::name));
    }
  }

  Set<String> create(Collection<String> topics) throws InterruptedException {
    try (Admin admin = Admin.create(client)) {
      return allowed(
          admin
              .createTopics(
                  topics.stream().map(name -> new NewTopic(name, 1, (short) 1)).toList(),
                  new CreateTopicsOptions().validateOnly(true))
              .values());
    }
  }

  Set<String> alter(Collection<String> topics) throws InterruptedException {
    try (Admin admin = Admin.create(client)) {
      return allowed(
          admin
              .createPartitions(
                  topics.stream()
                      .collect(
                          Collectors.toMap(
                              Function.identity(), topic -> NewPartitions.increaseTo(9))),
                  new CreatePartitionsOptions().validateOnly(true))
              .values());
    }
  }

  Set<String> delete(Collection<String> topics) throws InterruptedException {
    try (Admin admin = Admin.create(client)) {
      return allowed(admin.deleteTopics(topics).topicNameValues());
    }
  }

  Set<String> deleteRecords(Collection<String> topics) throws InterruptedException {
    try (Admin admin = Admin.create(client)) {
      return allowed(
          named(
              admin
                  .deleteRecords(
                      topics.stream()
                          .collect(
                              Collectors.toMap(
                                  topic -> new TopicPartition(topic, 0),
                                  topic -> RecordsToDelete.beforeOffset(0))))
                  .lowWatermarks(),
              TopicPartition::topic));
    }
  }

  /** The groups that took a position on a topic that she reads. */
  Set<String> join(Collection<String> groups, String topic) throws InterruptedException {
    try (Admin admin = Admin.create(client)) {
      Map<String, Future<?>> tried = new HashMap<>();
      for (String group : groups) {
        tried.put(
            group,
            admin
                .alterConsumerGroupOffsets(
                    group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0)))
                .all());
      }
      return allowed(tried);
    }
  }

  Set<String> deleteGroups(Collection<String> groups) throws InterruptedException {
    try (Admin admin = Admin.create(client)) {
      return allowed(admin.deleteConsumerGroups(groups).deletedGroups());
    }
  }

  /** Whether one thing was allowed. */
  boolean may(Function<Admin, KafkaFuture<?>> thing) throws InterruptedException {
    try (Admin admin = Admin.create(client)) {
      return !allowed(Map.of("it", thing.apply(admin))).isEmpty();
    }
  }

  private static <K> Map<String, Future<?>> named(
      Map<K, ? extends Future<?>> results, Function<K, String> name) {
    Map<String, Future<?>> named = new HashMap<>();
    results.forEach((key, result) -> named.put(name.apply(key), result));
    return named;
  }

  /** Everything but a refusal counts as allowed, also what failed for another reason. */
  private static Set<String> allowed(Map<String, ? extends Future<?>> results)
      throws InterruptedException {
    Set<String> allowed = new java.util.TreeSet<>();
    for (var each : results.entrySet()) {
      try {
        each.getValue().get();
        allowed.add(each.getKey());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof AuthorizationException)) {
          allowed.add(each.getKey());
        }
      }
    }
    return allowed;
  }
}
