package org.twofold.stack.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.events.Topic;
import org.twofold.events.Topics;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.credentials.BrokerUser;
import org.twofold.stack.credentials.KeyFiles;
import org.twofold.stack.events.EventText;
import org.twofold.stack.layout.Names;
import org.twofold.stack.plan.SecuredBroker;

/** The operator at the dead letters of a real broker, as the user who may put them back. */
class DeadLettersTest {

  private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");
  private static final byte[] BODY = {0, 0, 0, 0, 1, 7, 8, 9};
  private static final String FINGERPRINT = "ab".repeat(32);

  private static SecuredBroker broker;
  private static Keys keys;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

  @BeforeAll
  static void start(@TempDir Path root) throws Exception {
    broker = SecuredBroker.start(root);
    new KeyFiles(broker.data()).create(true);
    keys = new Keys(broker.data().keys(Names.AUDIT), InstantSource.system(), true);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void putsARecordBackAsItsProducerWroteItAndRemembersThat() throws Exception {
    Topic<?> topic = Topics.SESSION_ENDED;
    LetterId id = park(topic, topic.name(), "IllegalStateException", true);

    assertThat(run(desk -> desk.list(List.of(topic), false))).isZero();
    assertThat(lines()).singleElement().asString().contains(id.toString(), "IllegalStateException");
    assertThat(run(desk -> desk.retry(List.of(id)))).isZero();

    ConsumerRecord<String, byte[]> back = all(topic.name()).getLast();
    assertThat(back.key()).isEqualTo("user");
    assertThat(back.value()).isEqualTo(BODY);
    assertThat(back.headers().toArray())
        .extracting(header -> header.key())
        .containsExactlyInAnyOrder("twofold-schema", "twofold-mac");
    said.reset();
    assertThat(run(desk -> desk.list(List.of(topic), false))).isZero();
    assertThat(lines()).isEmpty();
    assertThat(run(desk -> desk.list(List.of(topic), true))).isZero();
    assertThat(lines()).singleElement().asString().contains(id.toString(), "put back " + NINE);
  }

  @Test
  void putsNoneBackTwice() throws Exception {
    Topic<?> topic = Topics.CODE_TRIED;
    LetterId id = park(topic, topic.name(), "IllegalStateException", true);
    run(desk -> desk.retry(List.of(id)));
    int before = all(topic.name()).size();

    assertThat(run(desk -> desk.retry(List.of(id)))).isZero();
    assertThat(run(desk -> desk.retryAll(List.of(topic)))).isZero();

    assertThat(all(topic.name())).hasSize(before);
  }

  @Test
  @Tag("G4")
  void aForgedRecordStaysAndItsContentIsNotRead() throws Exception {
    Topic<?> topic = Topics.ACCOUNT_CREATED;
    LetterId forged = park(topic, topic.name(), "FORGED", false);
    LetterId authentic = park(topic, topic.name(), "UNKNOWN_WORD", true);

    assertThat(run(desk -> desk.retry(List.of(forged)))).isEqualTo(1);
    assertThat(complained.toString(UTF_8)).contains(forged + " stays: auth-gateway did not write");
    assertThat(all(topic.name())).isEmpty();
    run(desk -> desk.show(List.of(forged)));
    assertThat(said.toString(UTF_8)).contains("not shown");
    assertThat(run(desk -> desk.retryAll(List.of(topic)))).isEqualTo(1);
    assertThat(said.toString(UTF_8)).contains("1 of 2 are back");
    assertThat(all(topic.name())).hasSize(1);
    assertThat(authentic.offset()).isEqualTo(forged.offset() + 1);
  }

  @Test
  void whatWasTriedAgainGoesBackToWhereItWaitedWithWhomItIsFor() throws Exception {
    Topic<?> topic = Topics.PASSWORD_CHANGED;
    LetterId id = park(topic, topic.retry(), "DELIVERED_TOO_OFTEN", true);

    assertThat(run(desk -> desk.retry(List.of(id)))).isZero();

    assertThat(all(topic.name())).isEmpty();
    assertThat(all(topic.retry())).hasSize(1);
  }

  @Test
  void whatDoesNotExistIsSaidInASentence() {
    assertThatThrownBy(() -> run(desk -> desk.show(List.of(LetterId.parse("checkpoint@7")))))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("Nothing is parked as checkpoint@7");
    assertThatThrownBy(() -> LetterId.parse("no-such-topic@7"))
        .isInstanceOf(OperatorException.class);
    assertThatThrownBy(() -> LetterId.parse("../checkpoint")).isInstanceOf(OperatorException.class);
  }

  private interface Act {
    int on(LetterDesk desk) throws Exception;
  }

  private int run(Act act) throws Exception {
    try (DeadLetters letters =
        new DeadLetters(client(BrokerUser.DEAD_LETTERS), InstantSource.fixed(NINE))) {
      Console console = new Console(new PrintStream(said), new PrintStream(complained), false);
      return act.on(
          new LetterDesk(letters, new Vouching(keys), new EventText(broker.ports()), console));
    }
  }

  private List<String> lines() {
    return said.toString(UTF_8).lines().toList();
  }

  /** As the service parks it that could not handle it. */
  private static LetterId park(Topic<?> topic, String from, String reason, boolean signed)
      throws Exception {
    ProducerRecord<String, byte[]> dead = new ProducerRecord<>(topic.dead(), "user", BODY);
    if (signed) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(AssociatedData.of(topic.name(), "user", FINGERPRINT));
      bytes.write(BODY, 5, BODY.length - 5);
      dead.headers()
          .add("twofold-schema", FINGERPRINT.getBytes(UTF_8))
          .add(
              "twofold-mac",
              keys.mac("event-mac-" + topic.producer().serviceName()).tag(bytes.toByteArray()));
    }
    Map.of("reason", reason, "from", from, "partition", "0", "offset", "3", "at", NINE.toString())
        .forEach(
            (name, value) -> dead.headers().add("twofold-dead-" + name, value.getBytes(UTF_8)));
    try (var producer =
        new KafkaProducer<>(
            broker.client(BrokerUser.ADMIN), new StringSerializer(), new ByteArraySerializer())) {
      return new LetterId(topic, producer.send(dead).get(20, TimeUnit.SECONDS).offset());
    }
  }

  private static List<ConsumerRecord<String, byte[]>> all(String topic) throws Exception {
    List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            broker.client(BrokerUser.READER),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(one -> new TopicPartition(one.topic(), one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }

  private static Map<String, String> client(BrokerUser user) throws Exception {
    return broker.client(user).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, setting -> (String) setting.getValue()));
  }
}
