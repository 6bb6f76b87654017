package org.twofold.notification.delivery;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ShareKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultShareConsumerFactory;
import org.springframework.kafka.core.ShareConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;

/**
 * Kafka share groups: any number of workers on any number of partitions, each record acknowledged
 * by itself.
 */
@Configuration(proxyBeanMethods = false)
class ShareGroups {

  /** The group of the e-mail channel. */
  static final String EMAIL = "notification-email";

  @Bean
  ShareConsumerFactory<String, byte[]> shareConsumers(KafkaProperties kafka) {
    Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
    // what a share consumer refuses to be told
    settings.remove(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);
    settings.remove(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG);
    settings.remove(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    settings.put("share.acquire.mode", "record_limit");
    settings.put("share.acknowledgement.mode", "explicit");
    return new DefaultShareConsumerFactory<>(
        settings, StringDeserializer::new, ByteArrayDeserializer::new);
  }

  @Bean
  ShareKafkaListenerContainerFactory<String, byte[]> shareListeners(
      ShareConsumerFactory<String, byte[]> consumers, DeliverySettings delivery) {
    ShareKafkaListenerContainerFactory<String, byte[]> factory =
        new ShareKafkaListenerContainerFactory<>(consumers);
    factory.setConcurrency(delivery.workers());
    factory.getContainerProperties().setShareAckMode(ContainerProperties.ShareAckMode.MANUAL);
    return factory;
  }
}
