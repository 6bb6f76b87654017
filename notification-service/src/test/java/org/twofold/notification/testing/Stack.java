package org.twofold.notification.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.twofold.events.ChallengeIssued;
import org.twofold.events.DeliveryReported;
import org.twofold.events.DeliveryState;
import org.twofold.events.Destination;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.events.Recipient;
import org.twofold.events.Topics;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.keys.SealingKey;
import org.twofold.messaging.Envelope;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.EventPublisher;
import org.twofold.messaging.EventReader;
import org.twofold.messaging.Handling;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.test.InProcessBroker;
import org.twofold.messaging.test.TestKeys;
import org.twofold.notification.NotificationService;
import org.twofold.notification.queue.GroupSettings;

/** A real broker, keys, and workers of the whole service on them. */
public final class Stack implements AutoCloseable {

  private final InProcessBroker broker = InProcessBroker.start();
  private final Path keys = TestKeys.directory();
  private final SealingKey delivery =
      new Keys(keys, Clock.systemUTC()).publicKey("delivery-public");
  private final List<ConfigurableApplicationContext> workers = new ArrayList<>();
  private final List<DeliveryReported> reports = new ArrayList<>();
  private KafkaConsumer<String, byte[]> reportsReader;

  /** Starts the broker and does what its deployment does. */
  public Stack() {
    GroupSettings.make(
        bootstrapServers(),
        List.of("notification-email", "notification-sms"),
        Duration.ofSeconds(30));
  }

  /** Starts a worker with these settings beside what every one has. */
  public ConfigurableApplicationContext worker(String... settings) {
    String[] all =
        Stream.concat(
                Stream.of(
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--spring.profiles.active=local",
                    "--spring.kafka.bootstrap-servers=" + bootstrapServers(),
                    "--twofold.keys.directory=" + keys,
                    "--twofold.messaging.serializer="
                        + "org.twofold.messaging.test.StandInSerializer",
                    "--twofold.messaging.deserializer="
                        + "org.twofold.messaging.test.StandInDeserializer",
                    "--spring.main.log-startup-info=false"),
                Stream.of(settings))
            .toArray(String[]::new);
    ConfigurableApplicationContext worker =
        new SpringApplicationBuilder(NotificationService.class, OwnReactor.class)
            .registerShutdownHook(false)
            .run(all);
    workers.add(worker);
    return worker;
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Publishes under the user's id, as the service whose event it is. */
  public void publish(SpecificRecord event) {
    Handling.finish(publisher().publish(Outgoing.of(event)));
  }

  /** Publishes under a key of its own. */
  public void publish(String key, SpecificRecord event) {
    Handling.finish(publisher().publish(Outgoing.of(key, event)));
  }

  private EventPublisher publisher() {
    return workers.getFirst().getBean(EventPublisher.class);
  }

  /** A code for five minutes. */
  public ChallengeIssued.Builder code(Method method, String address, String userId) {
    return code(method, address, userId, Duration.ofMinutes(5));
  }

  /** A code; under a key that is the user id where that is null. */
  public ChallengeIssued.Builder code(Method method, String address, String owner, Duration life) {
    String challengeId = EventIds.next();
    Instant now = now();
    byte[] context = AssociatedData.of(challengeId, owner, method.name());
    return ChallengeIssued.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(now)
        .setUserId(owner)
        .setCorrelationId("login")
        .setAggregateId(challengeId)
        .setSequence(1)
        .setChallengeId(challengeId)
        .setMethod(method)
        .setPurpose(Purpose.LOGIN)
        .setSendNumber(1)
        .setExpiresAt(now.plus(life))
        .setNotAfter(now.plus(life))
        .setDestination(seal(destination(address), context))
        .setCode(seal("493107".getBytes(US_ASCII), context));
  }

  /** Somebody to tell. */
  public Recipient recipient(Method channel, String address, String eventId, String userId) {
    return Recipient.newBuilder()
        .setChannel(channel)
        .setDestination(
            seal(destination(address), AssociatedData.of(eventId, userId, channel.name())))
        .build();
  }

  private static byte[] destination(String address) {
    try {
      ByteBuffer encoded =
          Destination.getEncoder()
              .encode(
                  Destination.newBuilder()
                      .setAddress(address)
                      .setDevice("Firefox, Linux")
                      .setTimeZone("Europe/Paris")
                      .build());
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ByteBuffer seal(byte[] content, byte[] context) {
    return ByteBuffer.wrap(delivery.seal(content, context));
  }

  public static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** What was reported of an event so far. */
  public List<DeliveryReported> reports(String eventId) {
    return reports().stream().filter(report -> eventId.equals(report.getCausationId())).toList();
  }

  /** Every report so far. */
  public synchronized List<DeliveryReported> reports() {
    if (reportsReader == null) {
      reportsReader = reader(Topics.DELIVERY_REPORTED.name());
    }
    EventReader events = workers.getFirst().getBean(EventReader.class);
    reportsReader
        .poll(Duration.ofMillis(50))
        .forEach(received -> reports.add((DeliveryReported) events.read(received)));
    return List.copyOf(reports);
  }

  /** The first report of an event with that state; waits for it. */
  public DeliveryReported reported(SpecificRecord event, DeliveryState state) {
    String eventId = Envelope.eventId(event);
    return await()
        .atMost(20, SECONDS)
        .until(
            () ->
                reports(eventId).stream()
                    .filter(report -> report.getState() == state)
                    .findFirst()
                    .orElse(null),
            report -> report != null);
  }

  /** Everything in a topic. */
  public List<ConsumerRecord<String, byte[]>> all(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (var consumer = reader(topic)) {
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private KafkaConsumer<String, byte[]> reader(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    return consumer;
  }

  @Override
  public synchronized void close() {
    if (reportsReader != null) {
      reportsReader.close();
    }
    workers.forEach(ConfigurableApplicationContext::close);
    broker.close();
  }
}
