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

  /**
   * Publishes under the key of the record that asked, and waits until the broker has it: where no
   * account stands behind an address that key is a pseudonym.
   */
  void publish(Task task, Method method, int attempt, Result result) {
    Handling.finish(
        publisher.publish(Outgoing.of(task.key(), report(task, method, attempt, result))));
  }

  private DeliveryReported report(Task task, Method method, int attempt, Result result) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String name =
        String.join(
            ":",
            task.messageId(),
            task.eventId(),
            Integer.toString(attempt),
            result.state().name());
    return DeliveryReported.newBuilder()
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
        .setChannel(method)
        .setState(result.state())
        .setRefusal(result.refusal())
        .setProvider(result.provider())
        .setAttempt(attempt)
        .setLatencyMillis(Duration.between(task.askedAt(), now).toMillis())
        .build();
  }
}
