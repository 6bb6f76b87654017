package org.twofold.mfa.challenge;

import static org.twofold.mfa.challenge.Ask.required;

import java.time.Instant;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.twofold.events.LoginAttempted;
import org.twofold.events.PasswordResult;
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
    if (event.getPassword() == PasswordResult.RIGHT && event.getChallengeId() != null) {
      Handling.finish(issuer.issue(ask(event)));
    }
  }

  private static Ask ask(LoginAttempted event) {
    Instant expiresAt = required(event.getExpiresAt());
    return new Ask(
        event.getEventId(),
        event.getChallengeId(),
        required(event.getUserId()),
        event.getCorrelationId(),
        required(event.getMethod()),
        event.getPurpose(),
        event.getOccurredAt(),
        expiresAt,
        event.getNotAfter() == null ? expiresAt : event.getNotAfter(),
        event.getSendNumber(),
        required(event.getDestination()),
        event.getLocale());
  }
}
