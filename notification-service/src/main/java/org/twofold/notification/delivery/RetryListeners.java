package org.twofold.notification.delivery;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import org.twofold.messaging.Handling;
import org.twofold.messaging.Parking;

/** How the retry topics are read: one by one, each acknowledged when it is done with. */
@Configuration(proxyBeanMethods = false)
class RetryListeners {

  private static final int TRIES = 5;

  @Bean
  ConcurrentKafkaListenerContainerFactory<String, byte[]> retryContainers(
      ConsumerFactory<String, byte[]> consumers, Parking parking) {
    ConcurrentKafkaListenerContainerFactory<String, byte[]> factory =
        new ConcurrentKafkaListenerContainerFactory<>();
    factory.setConsumerFactory(consumers);
    factory.getContainerProperties().setAckMode(ContainerProperties.AckMode.MANUAL_IMMEDIATE);
    factory.setCommonErrorHandler(parks(parking));
    return factory;
  }

  @SuppressWarnings("unchecked") // the only consumer factory here reads strings and bytes
  private static CommonErrorHandler parks(Parking parking) {
    ExponentialBackOff backOff = new ExponentialBackOff(500, 2);
    backOff.setMaxAttempts(TRIES);
    return new DefaultErrorHandler(
        (received, failure) ->
            Handling.finish(
                parking.park(
                    (ConsumerRecord<String, byte[]>) received, failure.getClass().getSimpleName())),
        backOff);
  }
}
