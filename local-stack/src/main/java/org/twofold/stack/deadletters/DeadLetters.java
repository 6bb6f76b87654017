package org.twofold.stack.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.twofold.events.Topic;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.deployment.BrokerDeployment;

/**
 * The dead-letter topics, read from their beginning, and the topic that remembers which of their
 * records were put back.
 */
public final class DeadLetters implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String PATIENCE_MS = "10000";

  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final InstantSource clock;
  private final Map<String, String> retried = new HashMap<>();

  /**
   * @param client the settings of the user {@code dead-letters}
   * @throws OperatorException if the broker does not answer
   */
  public DeadLetters(Map<String, String> client, InstantSource clock) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("default.api.timeout.ms", PATIENCE_MS);
    settings.put("request.timeout.ms", PATIENCE_MS);
    settings.put("enable.auto.commit", "false");
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    Map<String, Object> writing = new HashMap<>(client);
    writing.put("max.block.ms", PATIENCE_MS);
    writing.put("request.timeout.ms", PATIENCE_MS);
    writing.put("delivery.timeout.ms", "15000");
    this.producer = new KafkaProducer<>(writing, new StringSerializer(), new ByteArraySerializer());
    this.clock = clock;
    read(
        BrokerDeployment.RETRIED_LETTERS,
        0,
        mark -> retried.put(mark.key(), new String(mark.value(), UTF_8)));
  }

  /**
   * Gives all that were parked of these topics, the oldest of each first.
   *
   * @throws OperatorException if the broker does not answer
   */
  public void forEach(List<? extends Topic<?>> topics, Consumer<DeadLetter> taker) {
    for (Topic<?> topic : topics) {
      read(topic.dead(), 0, parked -> taker.accept(letter(topic, parked)));
    }
  }

  /**
   * One of them; empty if there is none.
   *
   * @throws OperatorException if the broker does not answer
   */
  public Optional<DeadLetter> find(LetterId id) {
    DeadLetter[] found = new DeadLetter[1];
    read(
        id.topic().dead(),
        id.offset(),
        parked -> {
          if (parked.offset() == id.offset()) {
            found[0] = letter(id.topic(), parked);
          }
        });
    return Optional.ofNullable(found[0]);
  }

  private DeadLetter letter(Topic<?> topic, ConsumerRecord<String, byte[]> parked) {
    LetterId id = new LetterId(topic, parked.offset());
    return new DeadLetter(id, parked, retried.get(id.toString()));
  }

  private void read(String topic, long from, Consumer<ConsumerRecord<String, byte[]>> taker) {
    TopicPartition partition = new TopicPartition(topic, 0);
    try {
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
      consumer.seek(partition, Math.max(begin, Math.min(from, end)));
      long limit = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(partition) < end) {
        var batch = consumer.poll(POLL);
        batch.forEach(taker);
        if (!batch.isEmpty()) {
          limit = System.nanoTime() + PATIENCE.toNanos();
        } else if (System.nanoTime() > limit) {
          throw new org.apache.kafka.common.errors.TimeoutException("nothing comes of " + topic);
        }
      }
    } catch (KafkaException e) {
      throw absent(e);
    }
  }

  /**
   * Puts one back, then remembers it. A crash in between puts it back twice, which its consumers
   * take for once.
   *
   * @throws OperatorException if the broker does not take it
   */
  public void retry(DeadLetter letter) throws InterruptedException {
    ConsumerRecord<String, byte[]> parked = letter.parked();
    send(
        new ProducerRecord<>(
            letter.origin(), null, parked.key(), parked.value(), letter.originalHeaders()));
    String now = clock.instant().toString();
    send(
        new ProducerRecord<>(
            BrokerDeployment.RETRIED_LETTERS, letter.id().toString(), now.getBytes(UTF_8)));
    retried.put(letter.id().toString(), now);
  }

  private void send(ProducerRecord<String, byte[]> message) throws InterruptedException {
    try {
      producer.send(message).get();
    } catch (ExecutionException e) {
      throw absent(e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw absent(e);
    }
  }

  private static OperatorException absent(Throwable cause) {
    return new OperatorException(
        "The broker does not answer, or refuses (%s). Nothing is lost; ./twofold status shows how it"
                .formatted(cause.getClass().getSimpleName())
            + " is, and ./twofold up makes users and rights anew.",
        cause);
  }

  @Override
  public void close() {
    consumer.close();
    producer.close(PATIENCE);
  }
}
