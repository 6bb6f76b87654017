package org.twofold.mfa.challenge;

import static org.twofold.mfa.challenge.Ask.required;

import java.time.Instant;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.twofold.events.ChallengeRequested;
import org.twofold.events.Topics;
import org.twofold.messaging.Handling;

/** Hears of codes asked for: again, by another method, or to prove an address. */
@Component
class ChallengeRequestedListener {

  private final ChallengeIssuer issuer;

  ChallengeRequestedListener(ChallengeIssuer issuer) {
    this.issuer = issuer;
  }

  @KafkaListener(topics = Topics.Names.CHALLENGE_REQUESTED, groupId = "mfa-service")
  void on(ChallengeRequested event) {
    Handling.finish(issuer.issue(ask(event)));
  }

  private static Ask ask(ChallengeRequested event) {
    Instant startedAt = event.getChallengeStartedAt();
    Instant expiresAt = required(event.getExpiresAt());
    return new Ask(
        event.getEventId(),
        required(event.getChallengeId()),
        required(event.getUserId()),
        event.getCorrelationId(),
        required(event.getMethod()),
        event.getPurpose(),
        startedAt == null ? event.getOccurredAt() : startedAt,
        expiresAt,
        event.getNotAfter() == null ? expiresAt : event.getNotAfter(),
        event.getSendNumber(),
        required(event.getDestination()),
        event.getLocale());
  }
}
