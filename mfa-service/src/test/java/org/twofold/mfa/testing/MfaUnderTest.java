package org.twofold.mfa.testing;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Binary;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.SendResult;
import org.twofold.events.Topics;
import org.twofold.keys.KeyFile;
import org.twofold.keys.KeyType;
import org.twofold.keys.Keys;
import org.twofold.keys.OpeningKey;
import org.twofold.messaging.EventCodec;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.outbox.OutboxCollections;
import org.twofold.messaging.test.Faults;
import org.twofold.messaging.test.SettableClock;
import org.twofold.messaging.test.TestCertificates;
import org.twofold.messaging.test.TestKeys;
import org.twofold.mfa.MfaService;
import org.twofold.stack.certificates.Usage;
import org.twofold.stack.mongo.StandInMongo;

/**
 * The whole service with a clock that stands still and without a broker: events stay in the
 * documents that they were written with, where tests read them. On the stand-in for MongoDB, or on
 * the server that the system property twofold.mongo.uri names.
 */
public final class MfaUnderTest {

  /** Names a server for the same tests, {@code mongodb://host:port}. */
  public static final String SERVER = "twofold.mongo.uri";

  /** Who signs the certificates of this run. */
  public static final TestCertificates CERTIFICATES = TestCertificates.make();

  private static final SSLContext GATEWAY =
      CERTIFICATES.context(CERTIFICATES.issue("auth-gateway", Usage.CLIENT));

  private final ConfigurableApplicationContext context;
  private final String mongoUri;
  private final Path keys;
  private final Path certificate = certificate();

  private MfaUnderTest(String mongoUri) {
    this(mongoUri, keys());
  }

  private MfaUnderTest(String mongoUri, Path keys) {
    this.mongoUri = mongoUri;
    this.keys = keys;
    context =
        new SpringApplicationBuilder(MfaService.class, Replacements.class, OwnReactor.class)
            .properties(CERTIFICATES.settings(certificate))
            .run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--management.server.port=0",
                "--spring.mongodb.uri=" + mongoUri,
                "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                "--twofold.keys.directory=" + keys,
                "--twofold.messaging.serializer=org.twofold.messaging.test.StandInSerializer",
                "--twofold.messaging.deserializer=org.twofold.messaging.test.StandInDeserializer",
                "--twofold.challenge.answer-within=20s",
                "--twofold.totp.answer-within=20s",
                "--twofold.backup-code.answer-within=20s",
                "--twofold.outbox.sweep-every=1h",
                "--spring.main.log-startup-info=false");
    Runtime.getRuntime().addShutdownHook(new Thread(context::close));
  }

  private static final class OnStandIn {
    static final MfaUnderTest IT = new MfaUnderTest(StandInMongo.inMemory().uri("mfa"));
  }

  private static final class OnServer {
    static final MfaUnderTest IT =
        new MfaUnderTest(
            requireNonNull(System.getProperty(SERVER)) + "/mfa-test-" + EventIds.next());
  }

  /** One for all tests of this run. */
  public static MfaUnderTest shared() {
    return System.getProperty(SERVER) == null ? OnStandIn.IT : OnServer.IT;
  }

  /** On the stand-in, whatever else there is. */
  public static MfaUnderTest onStandIn() {
    return OnStandIn.IT;
  }

  /** The service once more, with the same database and keys, as after a restart. */
  public MfaUnderTest another() {
    MfaUnderTest other = new MfaUnderTest(mongoUri, keys);
    other.clock().set(clock().instant());
    return other;
  }

  /** Stops this one. */
  public void stop() {
    context.close();
  }

  /** A folder with every key of this service, and those that others have for it. */
  public static Path keys() {
    Path directory = TestKeys.directory();
    KeyFile.create(directory.resolve("totp-aead.json"), KeyType.AEAD);
    KeyFile.create(directory.resolve("backup-code.json"), KeyType.PRF);
    return directory;
  }

  /** Not annotated, so that no other test's scan finds it. */
  static class Replacements {

    @Bean
    Clock clock() {
      return new SettableClock();
    }

    @Bean
    static Faults faults() {
      return new Faults();
    }

    @Bean
    static BeanPostProcessor withoutBrokerAndWithFaults(Faults faults) {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return switch (bean) {
            case OutboxCollections collections -> faults.before(collections);
            case ConcurrentKafkaListenerContainerFactory<?, ?> factory -> {
              factory.setAutoStartup(false);
              yield factory;
            }
            case KafkaTemplate<?, ?> template -> new DeafKafka<>(template.getProducerFactory());
            default -> bean;
          };
        }
      };
    }
  }

  private static final class DeafKafka<K, V> extends KafkaTemplate<K, V> {

    DeafKafka(ProducerFactory<K, V> factory) {
      super(factory);
    }

    @Override
    public CompletableFuture<SendResult<K, V>> send(ProducerRecord<K, V> message) {
      return CompletableFuture.failedFuture(new TimeoutException("No broker in this test"));
    }
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public SettableClock clock() {
    return (SettableClock) bean(Clock.class);
  }

  public Faults faults() {
    return bean(Faults.class);
  }

  /** What only the notification-service has. */
  public OpeningKey deliveryKey() {
    return new Keys(keys, clock()).privateKey("delivery-private");
  }

  public int port() {
    return port("local.server.port");
  }

  public int healthPort() {
    return port("local.management.port");
  }

  private int port(String property) {
    return requireNonNull(context.getEnvironment().getProperty(property, Integer.class));
  }

  /** A document as it is stored. */
  public Document stored(String collection, String id) {
    return requireNonNull(
        bean(ReactiveMongoTemplate.class).findById(id, Document.class, collection).block());
  }

  /** Whether there is such a document. */
  public boolean has(String collection, String id) {
    return bean(ReactiveMongoTemplate.class).findById(id, Document.class, collection).block()
        != null;
  }

  /** Everything in a collection, byte for byte, each byte as one character. */
  public String dump(String collection) {
    return bean(ReactiveMongoTemplate.class)
        .findAll(Document.class, collection)
        .map(document -> new RawBsonDocument(document, new DocumentCodec()).getByteBuffer())
        .map(bytes -> new String(bytes.array(), StandardCharsets.ISO_8859_1))
        .collect(Collectors.joining())
        .block();
  }

  /** The events that were written with a document, in order. */
  public List<SpecificRecord> events(String collection, String id) {
    EventCodec codec = bean(EventCodec.class);
    return stored(collection, id).getList("outbox", Document.class).stream()
        .map(
            entry ->
                codec.decode(
                    Topics.named(entry.getString("topic")),
                    entry.get("event", Binary.class).getData()))
        .toList();
  }

  /** Those of one type. */
  public <T extends SpecificRecord> List<T> events(String collection, String id, Class<T> type) {
    return events(collection, id).stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The file with the certificate that this instance shows. */
  public Path certificateFile() {
    return certificate;
  }

  /** A new file with a certificate of the service. */
  public static Path certificate() {
    return CERTIFICATES.write(
        "mfa-service-" + EventIds.next(), CERTIFICATES.issue("mfa-service", Usage.SERVER));
  }

  /** A client that is the gateway. */
  public static HttpClient gateway() {
    return HttpClient.newBuilder().sslContext(GATEWAY).build();
  }
}
