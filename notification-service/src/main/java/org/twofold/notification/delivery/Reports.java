package org.twofold.notification.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.twofold.events.DeliveryReported;
import org.twofold.events.Method;
import org.twofold.messaging.EventPublisher;
import org.twofold.messaging.Handling;
import org.twofold.messaging.Outgoing;

/**
 * Reports what became of a message. The same try of the same message makes a report of the same id.
 */
@Component
class Reports {

  private final EventPublisher publisher;
  private final Clock clock;

  Reports(EventPublisher publisher, Clock clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  /** Publishes, and waits until the broker has it. */
  void publish(Task task, Method channel, int attempt, Result result) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String name = task.messageId() + ":" + task.eventId() + ":" + attempt + ":" + result.state();
    DeliveryReported report =
        DeliveryReported.newBuilder()
            .setEventId(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString())
            .setOccurredAt(now)
            .setUserId(task.userId())
            .setCorrelationId(task.correlationId())
            .setCausationId(task.eventId())
            .setAggregateId(task.belongsTo())
            .setSequence(0)
            .setChallengeId(task.challengeId())
            .setSendNumber(task.sendNumber())
            .setPurpose(task.purpose())
            .setChannel(channel)
            .setState(result.state())
            .setRefusal(result.refusal())
            .setProvider(result.provider())
            .setAttempt(attempt)
            .setLatencyMillis(Duration.between(task.askedAt(), now).toMillis())
            .build();
    Handling.finish(publisher.publish(Outgoing.of(report)));
  }
}
