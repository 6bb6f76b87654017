package org.twofold.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.twofold.events.SessionEnded;
import org.twofold.events.Topic;
import org.twofold.events.Topics;
import org.twofold.messaging.test.InProcessBroker;
import org.twofold.messaging.test.TestKeys;

/** What a forger who may write topics achieves: nothing, and it is seen. */
@Tag("G4")
class ForgeryTest {

  /** Of each kind of forgery. */
  private static final int EACH = 25;

  private static final Topic<?> TOPIC = Topics.SESSION_ENDED;

  private static InProcessBroker broker;
  private static ConfigurableApplicationContext context;

  @EnableAutoConfiguration
  static class Application {
    final List<SpecificRecord> actedOn = new CopyOnWriteArrayList<>();

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @KafkaListener(
        topics = {Topics.Names.SESSION_ENDED, Topics.Names.PASSWORD_CHANGED},
        groupId = "forgery")
    void on(SpecificRecord event) {
      actedOn.add(event);
    }
  }

  @BeforeAll
  static void start() {
    broker = InProcessBroker.start();
    context =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .properties(
                "spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "spring.autoconfigure.exclude="
                    + "org.twofold.messaging.outbox.OutboxAutoConfiguration",
                "twofold.keys.directory=" + TestKeys.directory(),
                "twofold.messaging.producer=AUTH_GATEWAY",
                "twofold.messaging.serializer=org.twofold.messaging.test.StandInSerializer",
                "twofold.messaging.deserializer=org.twofold.messaging.test.StandInDeserializer")
            .run();
  }

  @AfterAll
  static void stop() {
    context.close();
    broker.close();
  }

  @Test
  void whatIsForgedOrAlteredIsParkedAndCountedAndNotActedOn() {
    for (int i = 0; i < EACH; i++) {
      send(record -> record.headers().remove(EventSignature.MAC));
      send(ForgeryTest::signByAnother);
      send(ForgeryTest::alterFingerprint);
      send(ForgeryTest::alterBody);
      send(genuine(TOPIC.name(), "user"), "another-user", TOPIC.name());
      send(genuine(TOPIC.name(), "user"), "user", Topics.PASSWORD_CHANGED.name());
    }
    ProducerRecord<String, byte[]> last = genuine(TOPIC.name(), "user");
    send(last, "user", TOPIC.name());

    await().atMost(30, SECONDS).until(() -> actedOn().size() == 1);
    assertThat(actedOn().getFirst()).isInstanceOf(SessionEnded.class);
    await()
        .atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(count(Topics.PASSWORD_CHANGED)).isEqualTo(EACH));
    assertThat(count(TOPIC)).isEqualTo(5 * EACH);
    assertThat(reasons(TOPIC.dead(), 5 * EACH)).containsOnly("FORGED");
    assertThat(reasons(Topics.PASSWORD_CHANGED.dead(), EACH)).containsOnly("FORGED");
    assertThat(actedOn()).hasSize(1);
  }

  /** A record as its producer writes it. */
  private static ProducerRecord<String, byte[]> genuine(String topic, String key) {
    SpecificRecord event = Events.sessionEnded(EventIds.next());
    byte[] value = context.getBean(EventCodec.class).encode(event);
    ProducerRecord<String, byte[]> genuine = new ProducerRecord<>(topic, key, value);
    signature().sign(genuine.headers(), TOPIC, key, event.getSchema(), value);
    return genuine;
  }

  private static void signByAnother(ProducerRecord<String, byte[]> genuine) {
    genuine.headers().remove(EventSignature.MAC).remove(EventSignature.SCHEMA);
    signature()
        .sign(genuine.headers(), Topics.CODE_TRIED, genuine.key(), TOPIC.schema(), genuine.value());
  }

  private static void alterFingerprint(ProducerRecord<String, byte[]> genuine) {
    genuine
        .headers()
        .remove(EventSignature.SCHEMA)
        .add(EventSignature.SCHEMA, "00".repeat(32).getBytes(UTF_8));
  }

  private static void alterBody(ProducerRecord<String, byte[]> genuine) {
    byte[] body = genuine.value();
    body[body.length - 1] ^= 1;
  }

  private static void send(Consumer<ProducerRecord<String, byte[]>> alteration) {
    ProducerRecord<String, byte[]> altered = genuine(TOPIC.name(), "user");
    alteration.accept(altered);
    send(altered, altered.key(), altered.topic());
  }

  @SuppressWarnings("unchecked")
  private static void send(ProducerRecord<String, byte[]> one, String key, String topic) {
    ProducerRecord<String, byte[]> moved =
        new ProducerRecord<>(topic, null, key, one.value(), one.headers());
    ((KafkaTemplate<String, byte[]>) context.getBean(KafkaTemplate.class)).send(moved).join();
  }

  private static List<String> reasons(String dead, int atLeast) {
    List<String> reasons = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(dead, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      await()
          .atMost(30, SECONDS)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(each -> reasons.add(reason(each)));
                return reasons.size() >= atLeast;
              });
    }
    return reasons;
  }

  private static String reason(ConsumerRecord<String, byte[]> parked) {
    return new String(parked.headers().lastHeader(Parking.REASON).value(), UTF_8);
  }

  private static double count(Topic<?> topic) {
    Counter counter =
        context
            .getBean(MeterRegistry.class)
            .find(Parking.COUNT)
            .tags("topic", topic.name(), "reason", "FORGED")
            .counter();
    return counter == null ? 0 : counter.count();
  }

  private static List<SpecificRecord> actedOn() {
    return context.getBean(Application.class).actedOn;
  }

  private static EventSignature signature() {
    return context.getBean(EventSignature.class);
  }
}
