package org.twofold.mfa.lockout;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.twofold.events.LoginSucceeded;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.events.Topics;
import org.twofold.messaging.Handling;

/** Hears of logins: one that was proven by a factor opens the others (B5). */
@Component
class LoginSucceededListener {

  private final Unlocking unlocking;

  LoginSucceededListener(Unlocking unlocking) {
    this.unlocking = unlocking;
  }

  @KafkaListener(topics = Topics.Names.LOGIN_SUCCEEDED, groupId = "mfa-service")
  void on(LoginSucceeded event) {
    if (event.getPurpose() == Purpose.LOGIN && event.getMethod() instanceof Method method) {
      Handling.finish(
          unlocking.unlockOthers(
              new FactorRef(FactorRef.owner(event.getUserId()), method),
              new Unlocking.Proof(
                  event.getEventId(), event.getCorrelationId(), event.getOccurredAt())));
    }
  }
}
