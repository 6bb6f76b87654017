package org.twofold.mfa.challenge;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.twofold.events.LoginAttempted;
import org.twofold.events.Topics;
import org.twofold.messaging.Handling;

/** Hears of logins; those that need a code get a challenge. */
@Component
class LoginAttemptedListener {

  private final ChallengeIssuer issuer;

  LoginAttemptedListener(ChallengeIssuer issuer) {
    this.issuer = issuer;
  }

  @KafkaListener(topics = Topics.Names.LOGIN_ATTEMPTED, groupId = "mfa-service")
  void on(LoginAttempted event) {
    if (Ask.of(event) instanceof Ask ask) {
      Handling.finish(issuer.issue(ask));
    }
  }
}
