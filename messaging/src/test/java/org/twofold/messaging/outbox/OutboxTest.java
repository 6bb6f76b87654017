package org.twofold.messaging.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.twofold.events.CodeTried;
import org.twofold.events.SessionEnded;
import org.twofold.events.Topics;
import org.twofold.messaging.EventCodec;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.EventPublisher;
import org.twofold.messaging.Events;
import org.twofold.messaging.Handling;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.Parking;
import org.twofold.messaging.test.InProcessBroker;
import org.twofold.messaging.test.TestKeys;
import org.twofold.stack.mongo.StandInMongo;
import reactor.core.publisher.Flux;

/** Documents and their events on a real broker. */
class OutboxTest {

  private static InProcessBroker broker;
  private static StandInMongo mongo;
  private static ConfigurableApplicationContext context;

  record Thing(@Id String id, int value) {}

  /** As weak as a connection string can make it. */
  private static final String CARELESS =
      "?w=1&journal=false&readConcernLevel=local&readPreference=secondaryPreferred&retryWrites=true"
          + "&socketTimeoutMS=600000&connectTimeoutMS=600000&serverSelectionTimeoutMS=600000";

  /** What is said to the database, by the command's name. */
  static final class Sent implements CommandListener {
    private final Map<String, BsonDocument> commands = new ConcurrentHashMap<>();

    @Override
    public void commandStarted(CommandStartedEvent event) {
      commands.put(event.getCommandName(), event.getCommand().clone());
    }
  }

  @SpringBootApplication
  static class Application {
    final Sent sent = new Sent();

    @Bean
    MongoClientSettingsBuilderCustomizer listening() {
      return settings -> settings.addCommandListener(sent);
    }

    final List<SessionEnded> heard = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();

    @Bean
    OutboxCollection<Thing> things(OutboxCollections collections) {
      return collections.of("things", Thing.class);
    }

    @KafkaListener(topics = Topics.Names.SESSION_ENDED, groupId = "test")
    void on(SessionEnded event) {
      heard.add(event);
    }

    @KafkaListener(topics = Topics.Names.CODE_TRIED, groupId = "test")
    void on(CodeTried event) {
      failures.incrementAndGet();
      throw new IllegalStateException("of " + event.getUserId());
    }
  }

  @BeforeAll
  static void start() {
    broker = InProcessBroker.start();
    mongo = StandInMongo.inMemory();
    context =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .properties(
                "spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "spring.mongodb.uri=" + mongo.uri("outbox") + CARELESS,
                "twofold.keys.directory=" + TestKeys.directory(),
                "twofold.messaging.producer=AUTH_GATEWAY",
                "twofold.messaging.serializer=org.twofold.messaging.test.StandInSerializer",
                "twofold.messaging.deserializer=org.twofold.messaging.test.StandInDeserializer",
                "twofold.outbox.sweep-every=1s",
                "twofold.outbox.sweep-after=1s")
            .run();
  }

  @AfterAll
  static void stop() {
    context.close();
    mongo.close();
    broker.close();
  }

  @Test
  void eventsOfADocumentArriveInOrderAndNumberedWithoutGaps() {
    String id = EventIds.next();
    things().insert(new Thing(id, 0), null, ended(id), ended(id)).block();
    things().update(id, where("value").is(0), new Update().set("value", 1), ended(id)).block();

    await()
        .atMost(20, SECONDS)
        .untilAsserted(
            () ->
                assertThat(heard(id))
                    .extracting(SessionEnded::getSequence)
                    .containsExactly(1L, 2L, 3L));
  }

  @Test
  void anUpdateWhoseGuardDoesNotHoldSaysNothing() {
    String id = EventIds.next();
    things().insert(new Thing(id, 0), null).block();

    assertThat(
            things()
                .update(id, where("value").is(7), new Update().set("value", 8), ended(id))
                .block())
        .isFalse();
    assertThat(stored(id).getList("outbox", Document.class)).isEmpty();
    assertThat(things().find(id).block()).isEqualTo(new Thing(id, 0));
  }

  @Test
  void anIdIsInsertedOnce() {
    String id = EventIds.next();
    things().insert(new Thing(id, 0), null).block();

    assertThatThrownBy(() -> things().insert(new Thing(id, 1), null, ended(id)).block())
        .isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  @Tag("H3")
  void ofManyInsertedTogetherOnlyThoseAreMissingWhoseIdIsTaken() {
    String taken = EventIds.next();
    things().insert(new Thing(taken, 7), null).block();
    List<String> ids = IntStream.range(0, 500).mapToObj(i -> EventIds.next()).toList();
    List<OutboxCollection.Fresh<Thing>> fresh = new ArrayList<>();
    ids.forEach(id -> fresh.add(new OutboxCollection.Fresh<>(new Thing(id, 1), twoOf(id))));
    fresh.add(250, new OutboxCollection.Fresh<>(new Thing(taken, 1), twoOf(taken)));

    assertThat(things().insertAll(fresh).block()).containsExactly(250);
    await()
        .atMost(20, SECONDS)
        .untilAsserted(
            () ->
                assertThat(ids)
                    .allSatisfy(
                        id ->
                            assertThat(heard(id))
                                .extracting(SessionEnded::getSequence)
                                .containsExactly(1L, 2L)));
    await().atMost(20, SECONDS).until(() -> ids.stream().allMatch(OutboxTest::isEmptied));
    assertThat(things().find(taken).block()).isEqualTo(new Thing(taken, 7));
    assertThat(heard(taken)).isEmpty();
  }

  @Test
  @Tag("H3")
  void whatACrashLeftOfManyIsPublishedAndOneThatCannotBeHoldsUpNone() {
    Date before = Date.from(Instant.now().minusSeconds(60));
    List<String> ids = IntStream.range(0, 300).mapToObj(i -> EventIds.next()).toList();
    String spoilt = EventIds.next();
    List<Document> left = new ArrayList<>();
    ids.forEach(id -> left.add(leftBehind(id, before, entryOf(id))));
    Document unreadable = entryOf(spoilt).append("event", new org.bson.types.Binary(new byte[9]));
    left.add(150, leftBehind(spoilt, before, entryOf(spoilt), unreadable));
    // as if the process had died between the insertion of all and the publication of any
    template().insert(left, "things").collectList().block();

    await().atMost(30, SECONDS).until(() -> ids.stream().allMatch(id -> heard(id).size() == 1));
    await().atMost(20, SECONDS).until(() -> ids.stream().allMatch(OutboxTest::isEmptied));
    assertThat(stored(spoilt).getList("outbox", Document.class)).hasSize(2);
    assertThat(stored(spoilt)).containsEntry("published", 0L).containsKey("outboxSince");
    template().remove(stored(spoilt), "things").block();
  }

  @Test
  @Tag("H3")
  void anEventThatComesWhileAnotherIsPublishedIsNotTakenOutWithIt() {
    List<String> ids = IntStream.range(0, 20).mapToObj(i -> EventIds.next()).toList();
    things()
        .insertAll(
            ids.stream()
                .map(id -> new OutboxCollection.Fresh<>(new Thing(id, 0), List.of(ended(id))))
                .toList())
        .block();
    Flux.range(1, 10)
        .concatMap(
            round ->
                Flux.fromIterable(ids)
                    .flatMap(
                        id ->
                            things()
                                .update(id, where("value").lt(round), raised(round), ended(id))))
        .blockLast();

    await()
        .atMost(30, SECONDS)
        .untilAsserted(
            () ->
                assertThat(ids)
                    .allSatisfy(
                        id ->
                            assertThat(heard(id))
                                .extracting(SessionEnded::getSequence)
                                .containsExactlyElementsOf(
                                    LongStream.rangeClosed(1, 11).boxed().toList())));
  }

  @Test
  @Tag("H4")
  void withoutADatabaseManyFailAsOneDoes() {
    try (MongoClient nowhere =
        MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200")) {
      OutboxCollection<Thing> unreachable =
          new OutboxCollection<>(
              "things",
              Thing.class,
              new ReactiveMongoTemplate(nowhere, "outbox"),
              context.getBean(EventCodec.class),
              context.getBean(OutboxRelay.class),
              InstantSource.system());
      String id = EventIds.next();

      assertThatThrownBy(
              () ->
                  unreachable
                      .insertAll(List.of(new OutboxCollection.Fresh<>(new Thing(id, 0), twoOf(id))))
                      .block())
          .isInstanceOf(DataAccessException.class);
    }
  }

  private static Update raised(int to) {
    return new Update().set("value", to);
  }

  private static List<Outgoing> twoOf(String id) {
    return List.of(ended(id), ended(id));
  }

  private static boolean isEmptied(String id) {
    Document stored = stored(id);
    return stored.getList("outbox", Document.class).isEmpty() && !stored.containsKey("outboxSince");
  }

  private static Document leftBehind(String id, Date since, Document... entries) {
    return new Document("_id", id)
        .append("published", 0L)
        .append("outbox", List.of(entries))
        .append("outboxSince", since);
  }

  @Test
  @Tag("H3")
  void whatACrashLeftUnpublishedIsFoundAndPublished() {
    String id = EventIds.next();
    things().insert(new Thing(id, 0), null, ended(id)).block();
    await().atMost(20, SECONDS).until(() -> heard(id).size() == 1);
    Document crashed = stored(id);
    String other = EventIds.next();
    // as if the process had died between the write and the publication
    crashed.put("_id", other);
    crashed.put("published", 0L);
    crashed.put("outboxSince", Date.from(Instant.now().minusSeconds(60)));
    crashed.put("outbox", List.of(entryOf(other)));
    template().insert(crashed, "things").block();

    await()
        .atMost(20, SECONDS)
        .untilAsserted(
            () -> {
              assertThat(heard(other)).extracting(SessionEnded::getSequence).containsExactly(1L);
              assertThat(stored(other).getList("outbox", Document.class)).isEmpty();
              assertThat(stored(other)).doesNotContainKey("outboxSince");
            });
  }

  @Test
  @Tag("H3")
  void aCrashAfterPublishingRepeatsTheSameEventUnderTheSameNumber() {
    String id = EventIds.next();
    Document entry = entryOf(id);
    for (int life = 0; life < 2; life++) {
      // the document stands as before: the event was sent but not taken out
      template()
          .save(
              new Document("_id", id)
                  .append("published", 4L)
                  .append("outbox", List.of(entry))
                  .append("outboxSince", Date.from(Instant.now().minusSeconds(60))),
              "things")
          .block();
      int heardBefore = life;
      await().atMost(20, SECONDS).until(() -> heard(id).size() > heardBefore);
    }

    assertThat(heard(id)).extracting(SessionEnded::getSequence).containsOnly(5L);
    assertThat(heard(id))
        .extracting(SessionEnded::getEventId)
        .containsOnly(entry.getString("eventId"));
  }

  @Test
  void aDocumentMayBeDeletedOnlyOnceItsEventsAreOut() {
    String id = EventIds.next();
    Instant end =
        Instant.now().plus(Duration.ofHours(1)).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    things().insert(new Thing(id, 0), end, ended(id)).block();

    await()
        .atMost(20, SECONDS)
        .untilAsserted(() -> assertThat(stored(id).getDate("deleteAt")).isEqualTo(Date.from(end)));
    assertThat(stored(id).getList("outbox", Document.class)).isEmpty();
  }

  @Test
  void sixtyFourGuardedUpdatesHaveOneWinnerAndOneEvent() {
    String id = EventIds.next();
    things().insert(new Thing(id, 0), null).block();
    long won =
        Flux.range(0, 64)
            .flatMap(
                i ->
                    things()
                        .update(id, where("value").is(0), new Update().set("value", 1), ended(id)),
                64)
            .filter(matched -> matched)
            .count()
            .block();

    assertThat(won).isEqualTo(1);
    await().atMost(20, SECONDS).until(() -> stored(id).getList("outbox", Document.class).isEmpty());
    assertThat(heard(id)).hasSize(1);
  }

  @Test
  @Tag("H7")
  void aForgedRecordAndOneThatNobodyCanHandleAreParkedAndTheRestGoesThrough() throws Exception {
    KafkaTemplate<String, byte[]> kafka = kafka();
    kafka.send(new ProducerRecord<>("session-ended", "user", "garbage".getBytes())).get();
    EventPublisher publisher = context.getBean(EventPublisher.class);
    CodeTried canary =
        CodeTried.newBuilder()
            .setEventId(EventIds.next())
            .setOccurredAt(Instant.now())
            .setUserId("canary")
            .setCorrelationId("login")
            .setAggregateId("challenge")
            .setSequence(1)
            .setMethod(org.twofold.events.Method.EMAIL)
            .setPurpose(org.twofold.events.Purpose.LOGIN)
            .setResult(org.twofold.events.TryResult.WRONG)
            .build();
    Handling.finish(publisher.publish(Outgoing.of(canary)));
    String id = EventIds.next();
    things().insert(new Thing(id, 0), null, ended(id)).block();

    await().atMost(30, SECONDS).until(() -> heard(id).size() == 1);
    assertThat(parked("session-ended.dead")).contains("FORGED");
    assertThat(parked("code-tried.dead")).contains("IllegalStateException");
    assertThat(context.getBean(Application.class).failures).hasValue(4);
  }

  @Test
  @Tag("H10")
  void everyWriteAsksForAMajorityAndItsJournalWhateverTheConnectionStringSays() {
    String id = EventIds.next();
    Map<String, BsonDocument> sent = context.getBean(Application.class).sent.commands;
    sent.clear();
    things().insert(new Thing(id, 0), null).block();
    things().update(id, where("value").is(0), new Update().set("value", 1), ended(id)).block();
    things().insertAll(List.of(new OutboxCollection.Fresh<>(new Thing(id, 2), List.of()))).block();
    template().remove(query(where("_id").is(id)), "things").block();

    for (String write : List.of("insert", "update", "delete")) {
      assertThat(sent.get(write).getDocument("writeConcern"))
          .as(write)
          .isEqualTo(BsonDocument.parse("{w: 'majority', wtimeout: 5000, j: true}"));
      assertThat(sent.get(write)).as("tried once").doesNotContainKey("txnNumber");
    }
  }

  @Test
  @Tag("H10")
  void everyReadIsOfWhatAMajorityHasFromThePrimary() {
    Map<String, BsonDocument> sent = context.getBean(Application.class).sent.commands;
    sent.clear();
    stored(EventIds.next());

    assertThat(sent.get("find").getDocument("readConcern"))
        .isEqualTo(BsonDocument.parse("{level: 'majority'}"));
    assertThat(sent.get("find").toJson()).doesNotContain("secondary");
  }

  @Test
  @Tag("H10")
  void nothingWaitsLongForADatabaseWhateverTheConnectionStringSays() {
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString("mongodb://127.0.0.1/" + CARELESS));
    new DurableWrites().customize(settings);
    MongoClientSettings built = settings.build();

    assertThat(built.getSocketSettings().getReadTimeout(SECONDS)).isEqualTo(5);
    assertThat(built.getSocketSettings().getConnectTimeout(SECONDS)).isEqualTo(2);
    assertThat(built.getClusterSettings().getServerSelectionTimeout(SECONDS)).isEqualTo(2);
    assertThat(built.getReadPreference()).isEqualTo(ReadPreference.primary());
  }

  private static List<String> parked(String topic) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    List<String> reasons = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partition = new org.apache.kafka.common.TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      await()
          .atMost(30, SECONDS)
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        r -> {
                          reasons.add(new String(r.headers().lastHeader(Parking.REASON).value()));
                          r.headers()
                              .forEach(
                                  header ->
                                      assertThat(new String(header.value()))
                                          .doesNotContain("canary"));
                        });
                return !reasons.isEmpty();
              });
    }
    return reasons;
  }

  private static Document entryOf(String id) {
    Outgoing outgoing = ended(id);
    return new Document("eventId", org.twofold.messaging.Envelope.eventId(outgoing.event()))
        .append("topic", outgoing.topic().name())
        .append("key", outgoing.key())
        .append(
            "event",
            new org.bson.types.Binary(context.getBean(EventCodec.class).encode(outgoing.event())));
  }

  private static List<SessionEnded> heard(String id) {
    return context.getBean(Application.class).heard.stream()
        .filter(event -> event.getAggregateId().equals(id))
        .toList();
  }

  private static Document stored(String id) {
    return template().findById(id, Document.class, "things").block();
  }

  private static Outgoing ended(String id) {
    return Outgoing.of(Events.sessionEnded(id));
  }

  @SuppressWarnings("unchecked")
  private static OutboxCollection<Thing> things() {
    return context.getBean(OutboxCollection.class);
  }

  private static ReactiveMongoTemplate template() {
    return context.getBean(ReactiveMongoTemplate.class);
  }

  @SuppressWarnings("unchecked")
  private static KafkaTemplate<String, byte[]> kafka() {
    return context.getBean(KafkaTemplate.class);
  }
}
