package org.twofold.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.twofold.events.Topic;
import reactor.core.scheduler.Schedulers;

/**
 * Writes events to their topics, signed. May wait for the broker's metadata, so never call it on an
 * event loop.
 */
public final class EventPublisher {

  private final EventCodec codec;
  private final EventSignature signature;
  private final KafkaTemplate<String, byte[]> kafka;

  EventPublisher(EventCodec codec, EventSignature signature, KafkaTemplate<String, byte[]> kafka) {
    this.codec = codec;
    this.signature = signature;
    this.kafka = kafka;
  }

  /** Publishes; done when the broker has it on all replicas in sync, failed when it gave up. */
  public CompletableFuture<Void> publish(Outgoing outgoing) {
    SpecificRecord event = outgoing.event();
    Topic<?> topic = outgoing.topic();
    byte[] value = codec.encode(event);
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(topic.name(), outgoing.key(), value);
    signature.sign(message.headers(), topic, outgoing.key(), event.getSchema(), value);
    return send(message);
  }

  /**
   * Publishes a received record again as it is, with its signature, to the retry or dead-letter
   * topic of its topic.
   *
   * @param headers added to, or put in place of, those that the record has
   */
  public CompletableFuture<Void> republish(
      String topic, ConsumerRecord<String, byte[]> received, Map<String, String> headers) {
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(topic, null, received.key(), received.value(), received.headers());
    headers.forEach(
        (name, value) -> message.headers().remove(name).add(name, value.getBytes(UTF_8)));
    return send(message);
  }

  private CompletableFuture<Void> send(ProducerRecord<String, byte[]> message) {
    if (Schedulers.isInNonBlockingThread()) {
      throw new IllegalStateException("send may block and must not run on an event loop");
    }
    return kafka.send(message).thenApply(result -> null);
  }
}
