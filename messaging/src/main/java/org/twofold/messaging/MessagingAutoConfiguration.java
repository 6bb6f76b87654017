package org.twofold.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.twofold.keys.Keys;

/**
 * What every service that writes or reads events has. Nothing here connects before the context is
 * started.
 */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties({MessagingSettings.class, KeysSettings.class, KafkaProperties.class})
class MessagingAutoConfiguration {

  private static final Duration REFUSED_AGAIN = Duration.ofSeconds(15);

  /** Avro reads generated classes only from the packages that this names. */
  private static final String TRUSTED_PACKAGES = "org.apache.avro.SERIALIZABLE_PACKAGES";

  static {
    if (System.getProperty(TRUSTED_PACKAGES) == null) {
      System.setProperty(TRUSTED_PACKAGES, "org.twofold.events");
    }
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  @ConditionalOnMissingBean
  Keys keys(KeysSettings settings, Clock clock, Environment environment) {
    return new Keys(settings.directory(), clock, environment.acceptsProfiles(Profiles.of("local")));
  }

  @Bean
  EventCodec eventCodec(MessagingSettings settings) {
    @SuppressWarnings("unchecked")
    Serializer<Object> serializer =
        (Serializer<Object>) BeanUtils.instantiateClass(settings.serializer());
    serializer.configure(settings.serdeSettings(), false);
    Deserializer<?> deserializer =
        (Deserializer<?>) BeanUtils.instantiateClass(settings.deserializer());
    deserializer.configure(settings.serdeSettings(), false);
    return new EventCodec(serializer, deserializer);
  }

  @Bean
  EventSignature eventSignature(Keys keys, MessagingSettings settings) {
    return new EventSignature(keys, settings.producer());
  }

  @Bean
  EventReader eventReader(EventCodec codec, EventSignature signature) {
    return new EventReader(codec, signature);
  }

  @Bean
  ProducerFactory<String, byte[]> eventProducerFactory(KafkaProperties kafka) {
    Map<String, Object> settings = kafka.buildProducerProperties();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // a broker that is away must not pile up threads or memory: what is not taken in time stays in
    // its outbox
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return new DefaultKafkaProducerFactory<>(
        settings, new StringSerializer(), new ByteArraySerializer());
  }

  @Bean
  KafkaTemplate<String, byte[]> eventKafkaTemplate(ProducerFactory<String, byte[]> factory) {
    return new KafkaTemplate<>(factory);
  }

  @Bean
  EventPublisher eventPublisher(
      EventCodec codec, EventSignature signature, KafkaTemplate<String, byte[]> kafka) {
    return new EventPublisher(codec, signature, kafka);
  }

  @Bean
  Parking parking(EventPublisher publisher, Clock clock, ObjectProvider<MeterRegistry> meters) {
    return new Parking(publisher, clock, meters.getIfAvailable(SimpleMeterRegistry::new));
  }

  @Bean
  RefusedListeners refusedListeners(Clock clock) {
    return new RefusedListeners(clock);
  }

  @Bean
  ConsumerFactory<String, byte[]> eventConsumerFactory(KafkaProperties kafka) {
    Map<String, Object> settings = kafka.buildConsumerProperties();
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // a member that was killed keeps its partitions from its successor for as long (H1)
    settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 8000);
    settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2000);
    return new DefaultKafkaConsumerFactory<>(
        settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Bean
  ConcurrentKafkaListenerContainerFactory<String, byte[]> kafkaListenerContainerFactory(
      ConsumerFactory<String, byte[]> consumers, EventReader reader, Parking parking) {
    ConcurrentKafkaListenerContainerFactory<String, byte[]> factory =
        new ConcurrentKafkaListenerContainerFactory<>();
    factory.setConsumerFactory(consumers);
    factory.setRecordMessageConverter(new EventMessageConverter(reader));
    factory.setCommonErrorHandler(FailurePolicy.errorHandler(parking));
    factory.setMissingTopicsFatal(false);
    // a right that is granted late, or a password that is mended, needs no restart
    factory.getContainerProperties().setAuthExceptionRetryInterval(REFUSED_AGAIN);
    return factory;
  }
}
