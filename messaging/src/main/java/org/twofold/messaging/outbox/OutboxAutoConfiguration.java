package org.twofold.messaging.outbox;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.twofold.messaging.EventCodec;
import org.twofold.messaging.EventPublisher;

/** What every service that keeps documents has. */
@AutoConfiguration(after = DataMongoReactiveAutoConfiguration.class)
@ConditionalOnClass(ReactiveMongoTemplate.class)
@EnableConfigurationProperties(OutboxSettings.class)
class OutboxAutoConfiguration {

  @Bean
  DurableWrites durableWrites() {
    return new DurableWrites();
  }

  @Bean
  OutboxRelay outboxRelay(ReactiveMongoTemplate mongo, EventCodec codec, EventPublisher publisher) {
    return new OutboxRelay(new OutboxPublication(mongo, codec, publisher));
  }

  @Bean
  OutboxCollections outboxCollections(
      ReactiveMongoTemplate mongo, EventCodec codec, OutboxRelay relay, Clock clock) {
    return new OutboxCollections(mongo, codec, relay, clock);
  }

  @Bean
  OutboxSweep outboxSweep(
      OutboxCollections collections,
      OutboxRelay relay,
      ReactiveMongoTemplate mongo,
      Clock clock,
      OutboxSettings settings) {
    return new OutboxSweep(collections, relay, mongo, clock, settings);
  }
}
