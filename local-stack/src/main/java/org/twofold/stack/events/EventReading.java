package org.twofold.stack.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.twofold.events.Topic;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Ports;

/** Reads the topics from their beginning, in no group, so that nobody else notices. */
public final class EventReading {

  private static final Duration POLL = Duration.ofMillis(250);

  /** How long a new event waits for an older one that comes on another topic. */
  private static final Duration REORDERING = Duration.ofMillis(750);

  private static final String PATIENCE_MS = "10000";

  private final Properties settings;
  private final WireFormat format;
  private final EventFilter filter;
  private final Consumer<String> lines;

  /**
   * @param data where the client settings are
   * @param lines takes each event as JSON
   */
  public EventReading(DataDirectory data, Ports ports, EventFilter filter, Consumer<String> lines) {
    this.settings = settings(data.credentials().resolve("reader.properties"));
    this.format = WireFormat.of(ports);
    this.filter = filter;
    this.lines = lines;
  }

  private static Properties settings(Path file) {
    Properties settings = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    } catch (IOException e) {
      throw new OperatorException(
          file + " cannot be read. ./twofold up writes it anew at every start.", e);
    }
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    // what bounds the memory of a history: both count for every partition
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "500");
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "262144");
    return settings;
  }

  /**
   * Shows what there is, in the order of its time; then, if asked to, what comes.
   *
   * @throws OperatorException if broker or registry do not answer
   */
  public void show(boolean follow) throws InterruptedException {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          filter.topics().stream().flatMap(topic -> partitions(consumer, topic)).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      new History(consumer, partitions, this::read)
          .forEach(event -> lines.accept(event.json().toString()));
      if (follow) {
        tail(consumer);
      }
    } catch (KafkaException e) {
      throw new OperatorException(
          "The broker does not answer (%s). Nothing is lost; ./twofold status shows how it is."
              .formatted(e.getClass().getSimpleName()),
          e);
    }
  }

  private static Stream<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, Topic<?> topic) {
    return consumer.partitionsFor(topic.name()).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()));
  }

  private void tail(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
    List<ShownEvent> held = new ArrayList<>();
    while (true) {
      poll(consumer, held);
      held.sort(ShownEvent.BY_TIME);
      long due = System.currentTimeMillis() - REORDERING.toMillis();
      while (!held.isEmpty() && held.getFirst().occurredAt() <= due) {
        lines.accept(held.removeFirst().json().toString());
      }
    }
  }

  private void poll(KafkaConsumer<byte[], byte[]> consumer, List<ShownEvent> events)
      throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
      read(each).ifPresent(events::add);
    }
  }

  /** Empty for what the operator did not ask for, and for what cannot be read. */
  private Optional<ShownEvent> read(ConsumerRecord<byte[], byte[]> from)
      throws InterruptedException {
    try {
      return Optional.of(ShownEvent.of(format.read(from.value()))).filter(filter::accepts);
    } catch (IOException e) {
      System.err.printf(
          "Left out %s-%d at %d: %s.%n",
          from.topic(), from.partition(), from.offset(), e.getMessage());
      return Optional.empty();
    }
  }
}
