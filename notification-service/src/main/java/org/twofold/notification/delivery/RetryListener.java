package org.twofold.notification.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.events.Topic;
import org.twofold.events.Topics;

/** Takes up again, when its time has come, what no provider took. */
@Component
class RetryListener {

  private final Round round;
  private final Channel email;
  private final Clock clock;

  RetryListener(Round round, List<Channel> channels, Clock clock) {
    this.round = round;
    this.clock = clock;
    this.email = Channel.of(Method.EMAIL, channels);
  }

  @KafkaListener(
      topics = {
        Topics.Names.CHALLENGE_ISSUED + Topic.RETRY,
        Topics.Names.FACTOR_TOGGLED + Topic.RETRY
      },
      groupId = "notification-retry",
      containerFactory = "retryContainers")
  void on(ConsumerRecord<String, byte[]> received, Acknowledgment acknowledgment) {
    Duration pause = Duration.between(clock.instant(), due(received));
    if (pause.isPositive()) {
      // comes back to this record then, and keeps its place in the group meanwhile
      acknowledgment.nack(pause);
      return;
    }
    round.go(received, email);
    acknowledgment.acknowledge();
  }

  private static Instant due(ConsumerRecord<String, byte[]> received) {
    Header header = received.headers().lastHeader(Round.NOT_BEFORE);
    return header == null ? Instant.EPOCH : Instant.parse(new String(header.value(), UTF_8));
  }
}
