package org.twofold.gateway.login;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.twofold.events.DeliveryReported;
import org.twofold.events.Topics;
import org.twofold.messaging.Handling;

/**
 * Hears what became of messages. A report that is late, doubled or of a registration changes
 * nothing.
 */
@Component
class DeliveryReportedListener {

  private final Logins logins;

  DeliveryReportedListener(Logins logins) {
    this.logins = logins;
  }

  @KafkaListener(topics = Topics.Names.DELIVERY_REPORTED, groupId = "auth-gateway")
  void on(DeliveryReported report) {
    if (report.getChallengeId() instanceof String challengeId) {
      Handling.finish(
          logins.delivery(
              report.getCorrelationId(),
              challengeId,
              report.getSendNumber(),
              Delivery.of(report.getState())));
    }
  }
}
