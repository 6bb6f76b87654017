package org.twofold.mfa.challenge;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.twofold.events.ChallengeRequested;
import org.twofold.events.Topics;
import org.twofold.messaging.Handling;

/** Hears of codes asked for: again, or to prove an address. */
@Component
class ChallengeRequestedListener {

  private final ChallengeIssuer issuer;

  ChallengeRequestedListener(ChallengeIssuer issuer) {
    this.issuer = issuer;
  }

  @KafkaListener(topics = Topics.Names.CHALLENGE_REQUESTED, groupId = "mfa-service")
  void on(ChallengeRequested event) {
    Handling.finish(issuer.issue(Ask.of(event)));
  }
}
