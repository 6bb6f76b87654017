package org.twofold.gateway.testing;

import static java.util.Objects.requireNonNull;

import de.mkammerer.argon2.Argon2Advanced;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.SendResult;
import org.springframework.test.util.ReflectionTestUtils;
import org.twofold.events.Topics;
import org.twofold.gateway.AuthGateway;
import org.twofold.gateway.password.PasswordVerifier;
import org.twofold.messaging.EventCodec;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.outbox.OutboxCollections;
import org.twofold.messaging.test.Faults;
import org.twofold.messaging.test.SettableClock;
import org.twofold.stack.mongo.StandInMongo;

/**
 * The whole gateway with a clock that stands still and cheap hashes, before a stand-in for the
 * mfa-service. Without a broker events stay in the documents that they were written with, where
 * tests read them. On the stand-in for MongoDB, or on the server that the system property
 * twofold.mongo.uri names.
 */
public final class GatewayUnderTest implements AutoCloseable {

  /** Names a server for the same tests, {@code mongodb://host:port}. */
  public static final String SERVER = "twofold.mongo.uri";

  private final ConfigurableApplicationContext context;
  private final Ground ground;

  private GatewayUnderTest(Ground ground, @Nullable String broker, String... more) {
    this.ground = ground;
    context =
        new SpringApplicationBuilder(AuthGateway.class, Replacements.class, OwnReactor.class)
            .initializers(
                fresh ->
                    ((GenericApplicationContext) fresh).registerBean(Clock.class, ground::clock))
            .properties(ground.mfa().certificates().settings(ground.certificate()))
            .run(arguments(ground, broker, more));
  }

  private static String[] arguments(Ground ground, @Nullable String broker, String... more) {
    return Stream.concat(
            Stream.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--server.shutdown=immediate",
                // where Spring Boot by itself would believe X-Forwarded-For
                "--spring.main.cloud-platform=kubernetes",
                "--spring.mongodb.uri=" + ground.mongoUri(),
                "--spring.kafka.bootstrap-servers=" + (broker == null ? "127.0.0.1:1" : broker),
                "--twofold.test.deaf=" + (broker == null),
                "--twofold.keys.directory=" + ground.keys(),
                "--twofold.mfa.url=" + ground.mfa().url(),
                "--twofold.mfa.timeout=2s",
                "--twofold.operator.token-file=" + ground.operatorFile(),
                "--twofold.operator.removal-sweep=1h",
                "--twofold.password.memory-kib=1024",
                "--twofold.password.iterations=1",
                "--twofold.messaging.serializer=org.twofold.messaging.test.StandInSerializer",
                "--twofold.messaging.deserializer=org.twofold.messaging.test.StandInDeserializer",
                "--twofold.outbox.sweep-every=" + (broker == null ? "1h" : "500ms"),
                "--spring.main.log-startup-info=false"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private static final class OnStandIn {
    static final GatewayUnderTest IT =
        untilTheEnd(startWithoutBroker(Ground.on(StandInMongo.inMemory().uri("gateway"))));
  }

  private static final class OnServer {
    static final GatewayUnderTest IT =
        untilTheEnd(
            startWithoutBroker(
                Ground.on(
                    requireNonNull(System.getProperty(SERVER))
                        + "/gateway-test-"
                        + EventIds.next())));
  }

  private static GatewayUnderTest untilTheEnd(GatewayUnderTest started) {
    Runtime.getRuntime().addShutdownHook(new Thread(started::close));
    return started;
  }

  /** One for all tests of this run. */
  public static GatewayUnderTest shared() {
    return System.getProperty(SERVER) == null ? OnStandIn.IT : OnServer.IT;
  }

  /** On the stand-in, whatever else there is. */
  public static GatewayUnderTest onStandIn() {
    return OnStandIn.IT;
  }

  /**
   * One more instance.
   *
   * @param settings as arguments, {@code --name=value}
   */
  public static GatewayUnderTest startWithoutBroker(Ground ground, String... settings) {
    return new GatewayUnderTest(ground, null, settings);
  }

  /** One that writes to a broker and hears what is said there. */
  public static GatewayUnderTest start(Ground ground, String bootstrapServers) {
    return new GatewayUnderTest(ground, bootstrapServers);
  }

  /** Not annotated, so that no other test's scan finds it. */
  static class Replacements {

    @Bean
    static Faults faults() {
      return new Faults();
    }

    @Bean
    static Counts counts() {
      return new Counts();
    }

    @Bean
    static MongoClientSettingsBuilderCustomizer counted(Counts counts) {
      return settings -> settings.addCommandListener(counts);
    }

    @Bean
    static BeanPostProcessor replacements(Faults faults, Counts counts, Environment environment) {
      boolean isDeaf = environment.getRequiredProperty("twofold.test.deaf", Boolean.class);
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return switch (bean) {
            case OutboxCollections collections -> faults.before(collections);
            case PasswordVerifier passwords -> counted(passwords, counts);
            case ConcurrentKafkaListenerContainerFactory<?, ?> factory when isDeaf -> {
              factory.setAutoStartup(false);
              yield factory;
            }
            case KafkaTemplate<?, ?> template when isDeaf ->
                new DeafKafka<>(template.getProducerFactory());
            default -> bean;
          };
        }
      };
    }

    private static PasswordVerifier counted(PasswordVerifier passwords, Counts counts) {
      Argon2Advanced real =
          (Argon2Advanced) requireNonNull(ReflectionTestUtils.getField(passwords, "argon2"));
      ReflectionTestUtils.setField(passwords, "argon2", counts.before(real));
      return passwords;
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

  public ConfigurableApplicationContext context() {
    return context;
  }

  public Ground ground() {
    return ground;
  }

  public SettableClock clock() {
    return ground.clock();
  }

  public MfaStandIn mfa() {
    return ground.mfa();
  }

  public Faults faults() {
    return bean(Faults.class);
  }

  public Counts counts() {
    return bean(Counts.class);
  }

  public String url() {
    return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  /** A document as it is stored. */
  public Document stored(String collection, String id) {
    return requireNonNull(mongo().findById(id, Document.class, collection).block());
  }

  /** Every document of a collection as it is stored. */
  public List<Document> stored(String collection) {
    return requireNonNull(mongo().findAll(Document.class, collection).collectList().block());
  }

  private ReactiveMongoTemplate mongo() {
    return bean(ReactiveMongoTemplate.class);
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

  @Override
  public void close() {
    context.close();
  }
}
