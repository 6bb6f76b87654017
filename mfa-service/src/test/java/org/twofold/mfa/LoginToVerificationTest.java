package org.twofold.mfa;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
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
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.twofold.events.AccountErased;
import org.twofold.events.AssuranceLevel;
import org.twofold.events.ChallengeIssued;
import org.twofold.events.ChallengeRequested;
import org.twofold.events.CodeAccepted;
import org.twofold.events.FactorChange;
import org.twofold.events.FactorChanged;
import org.twofold.events.FactorUnlocked;
import org.twofold.events.LoginAttempted;
import org.twofold.events.LoginSucceeded;
import org.twofold.events.Method;
import org.twofold.events.PasswordResult;
import org.twofold.events.Purpose;
import org.twofold.events.Topic;
import org.twofold.events.Topics;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.EventPublisher;
import org.twofold.messaging.EventReader;
import org.twofold.messaging.Handling;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.Parking;
import org.twofold.messaging.test.InProcessBroker;
import org.twofold.mfa.testing.MfaUnderTest;
import org.twofold.mfa.testing.OwnReactor;
import org.twofold.stack.mongo.StandInMongo;

/** The line through this service on a real broker: an event in, an event out, a code checked. */
class LoginToVerificationTest {

  private static final Path KEYS = MfaUnderTest.keys();
  private static InProcessBroker broker;
  private static StandInMongo mongo;
  private static ConfigurableApplicationContext service;

  @BeforeAll
  static void start() {
    broker = InProcessBroker.start();
    mongo = StandInMongo.inMemory();
    service =
        new SpringApplicationBuilder(MfaService.class, OwnReactor.class)
            .properties(MfaUnderTest.CERTIFICATES.settings(MfaUnderTest.certificate()))
            .run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--management.server.port=-1",
                "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--spring.mongodb.uri=" + mongo.uri("mfa"),
                "--twofold.keys.directory=" + KEYS,
                "--twofold.messaging.serializer=org.twofold.messaging.test.StandInSerializer",
                "--twofold.messaging.deserializer=org.twofold.messaging.test.StandInDeserializer",
                "--spring.main.log-startup-info=false");
  }

  @AfterAll
  static void stop() {
    service.close();
    mongo.close();
    broker.close();
  }

  @Test
  void aLoginsEventBringsACodeThatLetsThatLoginIn() throws Exception {
    LoginAttempted login = login(PasswordResult.RIGHT, Duration.ofMinutes(5));
    publish(login);

    ChallengeIssued issued = heard(Topics.CHALLENGE_ISSUED, login.getUserId()).getFirst();
    assertThat(issued.getSequence()).isEqualTo(1);
    assertThat(issued.getDestination()).isEqualTo(login.getDestination());
    assertThat(verification(login, code(issued))).contains("\"ACCEPTED\"");
    CodeAccepted accepted = heard(Topics.CODE_ACCEPTED, login.getUserId()).getFirst();
    assertThat(accepted.getSequence()).isEqualTo(2);
    assertThat(accepted.getCorrelationId()).isEqualTo(login.getCorrelationId());
  }

  @Test
  @Tag("H6")
  void aDoubledEventAndARepeatedRequestBringTheSameCode() throws Exception {
    LoginAttempted login = login(PasswordResult.RIGHT, Duration.ofMinutes(5));
    publish(login);
    publish(login);
    publish(again(login));

    await()
        .atMost(20, SECONDS)
        .untilAsserted(
            () ->
                assertThat(heard(Topics.CHALLENGE_ISSUED, login.getUserId()))
                    .extracting(ChallengeIssued::getSendNumber)
                    .containsExactly(1, 2));
    List<ChallengeIssued> issued = heard(Topics.CHALLENGE_ISSUED, login.getUserId());
    assertThat(code(issued.get(1))).isEqualTo(code(issued.get(0)));
  }

  @Test
  @Tag("A2")
  @Tag("H7")
  void aLifeOfElevenMinutesIsParkedAndTheNextLoginGoesThrough() throws Exception {
    LoginAttempted tooLong = login(PasswordResult.RIGHT, Duration.ofMinutes(11));
    LoginAttempted wrong = login(PasswordResult.WRONG, Duration.ofMinutes(5));
    LoginAttempted next = login(PasswordResult.RIGHT, Duration.ofMinutes(5));
    publish(tooLong);
    publish(wrong);
    publish(next);

    assertThat(heard(Topics.CHALLENGE_ISSUED, next.getUserId())).hasSize(1);
    await()
        .atMost(20, SECONDS)
        .untilAsserted(
            () ->
                assertThat(records(Topics.LOGIN_ATTEMPTED.dead()))
                    .filteredOn(parked -> parked.key().equals(tooLong.getUserId()))
                    .singleElement()
                    .satisfies(
                        parked ->
                            assertThat(parked.headers().lastHeader(Parking.REASON).value())
                                .asString()
                                .isEqualTo("IllegalArgumentException")));
    assertThat(records(Topics.CHALLENGE_ISSUED.name()))
        .extracting(ConsumerRecord::key)
        .doesNotContain(tooLong.getUserId(), wrong.getUserId());
  }

  @Test
  @Tag("G1")
  void noTopicHasTheCodeInClear() throws Exception {
    LoginAttempted login = login(PasswordResult.RIGHT, Duration.ofMinutes(5));
    publish(login);
    String code = code(heard(Topics.CHALLENGE_ISSUED, login.getUserId()).getFirst());
    verification(login, code);
    heard(Topics.CODE_ACCEPTED, login.getUserId());

    for (Topic<?> topic : Topics.all()) {
      assertThat(records(topic.name()))
          .filteredOn(written -> written.key().equals(login.getUserId()))
          .noneMatch(written -> new String(written.value(), US_ASCII).contains(code));
    }
  }

  @Test
  void whatTheGatewaySaysOfFactorsAndAccountsIsHeard() throws Exception {
    ReactiveMongoTemplate database = service.getBean(ReactiveMongoTemplate.class);
    String userId = EventIds.next();
    post("/totp-imports", List.of(authenticator(userId, "phone"), authenticator(userId, "tablet")));
    database.insert(lockedFactor(userId + ":EMAIL"), "factors").block();

    publish(removal(userId, userId + "-phone"));
    await()
        .atMost(20, SECONDS)
        .until(() -> !stored("authenticators", userId + "-phone").containsKey("secret"));
    publish(success(userId));
    assertThat(heard(Topics.FACTOR_UNLOCKED, userId))
        .extracting(FactorUnlocked::getMethod)
        .containsExactly(Method.EMAIL);
    publish(erasure(userId));
    await().atMost(20, SECONDS).until(() -> stored("authenticators", userId + "-tablet") == null);
  }

  private static Document stored(String collection, String id) {
    return service
        .getBean(ReactiveMongoTemplate.class)
        .findById(id, Document.class, collection)
        .block();
  }

  private static String authenticator(String userId, String name) {
    return """
        {"userId":"%s","totpId":"%s-%s","secret":"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"}"""
        .formatted(userId, userId, name);
  }

  private static Document lockedFactor(String id) {
    return new Document("_id", id)
        .append("failures", 20)
        .append("notBefore", Date.from(Instant.now().minusSeconds(60)))
        .append("told", 20)
        .append("published", 0L)
        .append("outbox", List.of());
  }

  private static FactorChanged removal(String userId, String totpId) {
    return FactorChanged.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .setUserId(userId)
        .setCorrelationId(userId)
        .setAggregateId(userId)
        .setSequence(1)
        .setMethod(Method.TOTP)
        .setFactorId(totpId)
        .setChange(FactorChange.REMOVED)
        .build();
  }

  private static LoginSucceeded success(String userId) {
    return LoginSucceeded.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .setUserId(userId)
        .setCorrelationId(userId)
        .setAggregateId(userId)
        .setSequence(2)
        .setMethod(Method.TOTP)
        .setAssuranceLevel(AssuranceLevel.AAL2)
        .build();
  }

  private static AccountErased erasure(String userId) {
    return AccountErased.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .setUserId(userId)
        .setCorrelationId(userId)
        .setAggregateId(userId)
        .setSequence(3)
        .build();
  }

  private static LoginAttempted login(PasswordResult password, Duration life) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String loginId = EventIds.next();
    return LoginAttempted.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(now)
        .setUserId(EventIds.next())
        .setCorrelationId(loginId)
        .setAggregateId(loginId)
        .setSequence(1)
        .setPassword(password)
        .setMethod(Method.EMAIL)
        .setChallengeId(EventIds.next())
        .setSendNumber(1)
        .setExpiresAt(now.plus(life))
        .setNotAfter(now.plus(life))
        .setDestination(ByteBuffer.wrap("sealed elsewhere".getBytes(US_ASCII)))
        .build();
  }

  private static ChallengeRequested again(LoginAttempted login) {
    return ChallengeRequested.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(login.getOccurredAt().plusSeconds(31))
        .setChallengeStartedAt(login.getOccurredAt())
        .setUserId(login.getUserId())
        .setCorrelationId(login.getCorrelationId())
        .setAggregateId(login.getAggregateId())
        .setSequence(2)
        .setPurpose(Purpose.LOGIN)
        .setMethod(Method.EMAIL)
        .setChallengeId(login.getChallengeId())
        .setSendNumber(2)
        .setExpiresAt(login.getExpiresAt())
        .setDestination(login.getDestination())
        .build();
  }

  private static void publish(SpecificRecord event) {
    Handling.finish(service.getBean(EventPublisher.class).publish(Outgoing.of(event)));
  }

  private static String code(ChallengeIssued issued) throws Exception {
    byte[] box = new byte[issued.getCode().remaining()];
    issued.getCode().duplicate().get(box);
    byte[] context = AssociatedData.of(issued.getChallengeId(), issued.getUserId(), "EMAIL");
    return new String(
        new Keys(KEYS, Clock.systemUTC()).privateKey("delivery-private").open(box, context),
        US_ASCII);
  }

  private static String verification(LoginAttempted login, String code) throws Exception {
    String body =
        """
        {"userId":"%s","loginId":"%s","purpose":"LOGIN","method":"EMAIL","code":"%s"}"""
            .formatted(login.getUserId(), login.getCorrelationId(), code);
    return post("/challenges/" + login.getChallengeId() + "/verification", body);
  }

  private static String post(String path, Object body) throws Exception {
    String port = service.getEnvironment().getProperty("local.server.port");
    URI uri = URI.create("https://127.0.0.1:" + port + "/internal/v1" + path);
    return MfaUnderTest.gateway()
        .send(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** The events of a user on a topic, once there are any. */
  private static <T extends SpecificRecord> List<T> heard(Topic<T> topic, String userId) {
    EventReader reader = service.getBean(EventReader.class);
    return await()
        .atMost(20, SECONDS)
        .until(
            () ->
                records(topic.name()).stream()
                    .filter(written -> written.key().equals(userId))
                    .map(written -> topic.type().cast(reader.read(written)))
                    .toList(),
            events -> !events.isEmpty());
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
