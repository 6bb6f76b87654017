package org.twofold.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.twofold.gateway.testing.Subscriber.aSubscriberWithEmailVerification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.DeliveryReported;
import org.twofold.events.DeliveryState;
import org.twofold.events.LoginAttempted;
import org.twofold.events.Method;
import org.twofold.events.Topic;
import org.twofold.events.Topics;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.Ground;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.EventPublisher;
import org.twofold.messaging.EventReader;
import org.twofold.messaging.Handling;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.test.InProcessBroker;
import org.twofold.stack.mongo.StandInMongo;

/** What is written is published once, and what is heard is taken in whichever order it comes. */
class EventsTest {

  private static InProcessBroker broker;
  private static StandInMongo mongo;
  private static Ground ground;
  private static GatewayUnderTest gateway;
  private static Subscriber she;
  private static Answer cutOff;
  private static String userId;

  /** The instance that she signed up and logged in at published nothing, and is gone. */
  @BeforeAll
  static void crashAndStartAnew() {
    broker = InProcessBroker.start();
    mongo = StandInMongo.inMemory();
    ground = Ground.on(mongo.uri("gateway"));
    try (GatewayUnderTest crashed = GatewayUnderTest.startWithoutBroker(ground)) {
      she = aSubscriberWithEmailVerification(crashed);
      cutOff = she.logIn();
      userId = crashed.stored("logins", cutOff.text("loginId")).getString("userId");
      assertThat(crashed.events("logins", cutOff.text("loginId"), LoginAttempted.class)).hasSize(1);
    }
    ground.clock().forward(Duration.ofSeconds(10));
    gateway = GatewayUnderTest.start(ground, broker.bootstrapServers());
    she = she.at(gateway);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    ground.mfa().close();
    mongo.close();
    broker.close();
  }

  @Test
  @Tag("H3")
  void whatACrashLeftIsPublishedOnceInItsOrder() {
    awaitEmptyOutboxes();

    assertThat(of(Topics.LOGIN_ATTEMPTED))
        .filteredOn(event -> event.getCorrelationId().equals(cutOff.text("loginId")))
        .singleElement()
        .satisfies(event -> assertThat(event.getSequence()).isEqualTo(1));
    assertThat(of(Topics.ACCOUNT_CREATED))
        .extracting(event -> event.getUserId())
        .doesNotHaveDuplicates()
        .contains(userId);
    assertThat(of(Topics.FACTOR_TOGGLED))
        .filteredOn(event -> event.getUserId().equals(userId))
        .singleElement()
        .satisfies(event -> assertThat(event.getSequence()).isEqualTo(2));
    assertThat(of(Topics.CHALLENGE_REQUESTED)).isNotEmpty();
  }

  @Test
  @Tag("H3")
  void theDatabaseAndTheTopicsAgree() {
    she.logIn("a wrong password");
    Answer login = she.logIn();
    she.verifies(login, "012345");
    awaitEmptyOutboxes();

    List<String> loginIds =
        gateway.stored("logins").stream().map(document -> document.getString("_id")).toList();
    assertThat(of(Topics.LOGIN_ATTEMPTED))
        .extracting(LoginAttempted::getAggregateId)
        .containsExactlyInAnyOrderElementsOf(loginIds);
    long published =
        Stream.of(Topics.LOGIN_ATTEMPTED, Topics.LOGIN_SUCCEEDED, Topics.SESSION_ENDED)
            .mapToLong(topic -> of(topic).size())
            .sum();
    assertThat(
            gateway.stored("logins").stream()
                .mapToLong(document -> document.get("published", Number.class).longValue())
                .sum())
        .isEqualTo(published);
  }

  @Test
  @Tag("H6")
  void reportsTenTimesAndShuffledLeadForwardOnly() {
    Random random = new Random(42);
    Subscriber her = aSubscriberWithEmailVerification(gateway);
    for (int round = 0; round < 5; round++) {
      Answer login = her.logIn();
      List<DeliveryReported> reports = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        reports.add(report(login, challenge(login), 1, DeliveryState.RETRYING));
        reports.add(report(login, challenge(login), 1, DeliveryState.SENT));
        reports.add(report(login, challenge(login), 1, DeliveryState.DELIVERED));
      }
      Collections.shuffle(reports, random);
      reports.forEach(EventsTest::publish);
      awaitAllHeard();
      assertThat(delivery(login)).isEqualTo("DELIVERED");
    }
  }

  @Test
  @Tag("H6")
  void reportsOfAnotherSendChallengeOrLoginChangeNothing() {
    Subscriber her = aSubscriberWithEmailVerification(gateway);
    Answer login = her.logIn();
    Answer other = her.logIn();
    String before = challenge(login);
    ground.clock().forward(Duration.ofSeconds(30));
    assertThat(her.sendsAgain(login).status()).isEqualTo(202);

    publish(report(login, before, 1, DeliveryState.DELIVERED));
    publish(report(login, challenge(other), 2, DeliveryState.DELIVERED));
    publish(report(login, EventIds.next(), 2, DeliveryState.FAILED));
    publish(report(login, before, 3, DeliveryState.FAILED));
    awaitAllHeard();
    assertThat(delivery(login)).isEqualTo("QUEUED");
    publish(report(login, before, 2, DeliveryState.SENT));
    publish(report(login, before, 1, DeliveryState.FAILED));
    awaitAllHeard();
    assertThat(delivery(login)).isEqualTo("SENT");
  }

  @Test
  @Tag("H7")
  void aReportWithoutAStateIsParkedAndTheNextGoesThrough() {
    Answer login = aSubscriberWithEmailVerification(gateway).logIn();

    publish(report(login, challenge(login), 1, DeliveryState.UNKNOWN));
    awaitAllHeard();
    assertThat(delivery(login)).isEqualTo("QUEUED");
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> !records(Topics.DELIVERY_REPORTED.dead()).isEmpty());
  }

  /** Hears of a login of its own what was published behind everything before it. */
  private static void awaitAllHeard() {
    Answer last = aSubscriberWithEmailVerification(gateway).logIn();
    publish(report(last, challenge(last), 1, DeliveryState.DELIVERED));
    await().atMost(30, TimeUnit.SECONDS).until(() -> delivery(last).equals("DELIVERED"));
  }

  private static void awaitEmptyOutboxes() {
    await()
        .atMost(30, TimeUnit.SECONDS)
        .until(
            () ->
                Stream.of("accounts", "registrations", "logins")
                    .flatMap(collection -> gateway.stored(collection).stream())
                    .allMatch(document -> document.getList("outbox", Document.class).isEmpty()));
  }

  private static DeliveryReported report(
      Answer login, String challengeId, int send, DeliveryState state) {
    return DeliveryReported.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(ground.clock().instant())
        .setUserId(userId)
        .setCorrelationId(login.text("loginId"))
        .setAggregateId(challengeId)
        .setSequence(1)
        .setChallengeId(challengeId)
        .setSendNumber(send)
        .setChannel(Method.EMAIL)
        .setState(state)
        .setAttempt(1)
        .setLatencyMillis(5)
        .build();
  }

  private static String challenge(Answer login) {
    return gateway
        .stored("logins", login.text("loginId"))
        .get("challenge", Document.class)
        .getString("_id");
  }

  private static String delivery(Answer login) {
    return she.looksAt(login).json().path("challenge").path("delivery").asString();
  }

  private static void publish(SpecificRecord event) {
    Handling.finish(gateway.bean(EventPublisher.class).publish(Outgoing.of(event)));
  }

  private static <T extends SpecificRecord> List<T> of(Topic<T> topic) {
    EventReader reader = gateway.bean(EventReader.class);
    return records(topic.name()).stream()
        .map(written -> topic.type().cast(reader.read(written)))
        .toList();
  }

  private static List<ConsumerRecord<String, byte[]>> records(String topic) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }
}
