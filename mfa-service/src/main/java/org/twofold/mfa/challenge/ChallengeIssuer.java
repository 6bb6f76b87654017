package org.twofold.mfa.challenge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.twofold.events.ChallengeIssued;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.keys.SealingKey;
import org.twofold.messaging.EventIds;
import org.twofold.mfa.otp.CodeDerivation;
import reactor.core.publisher.Mono;

/**
 * Makes the challenge that an event asks for, once, and issues its code sealed, once for each
 * message asked for.
 */
@Component
class ChallengeIssuer {

  /** NIST SP 800-63B-4, 3.1.3.2. */
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

  private final Challenges challenges;
  private final CodeDerivation codes;
  private final SealingKey delivery;
  private final Clock clock;

  ChallengeIssuer(Challenges challenges, CodeDerivation codes, Keys keys, Clock clock) {
    this.challenges = challenges;
    this.codes = codes;
    this.delivery = keys.publicKey("delivery-public");
    this.clock = clock;
  }

  /**
   * Issues.
   *
   * @return whether this event made a message; false where it came before, or too late
   * @throws IllegalArgumentException if it asks for a life over ten minutes
   */
  Mono<Boolean> issue(Ask ask) {
    if (Duration.between(ask.startedAt(), ask.expiresAt()).compareTo(LONGEST_LIFE) > 0) {
      throw new IllegalArgumentException("A challenge lives ten minutes at most");
    }
    if (!ask.expiresAt().isAfter(clock.instant())) {
      return Mono.just(false);
    }
    ChallengeIssued event = issued(ask);
    return challenges
        .insert(challenge(ask), event)
        .flatMap(
            made ->
                made
                    ? Mono.just(true)
                    : challenges.sendAgain(ask.challengeId(), ask.sendNumber(), event));
  }

  private static Challenge challenge(Ask ask) {
    return new Challenge(
        ask.challengeId(),
        ask.userId(),
        ask.loginId(),
        ask.method(),
        ask.purpose(),
        ask.startedAt(),
        ask.expiresAt(),
        ask.sendNumber(),
        0,
        null,
        0);
  }

  private ChallengeIssued issued(Ask ask) {
    byte[] context = AssociatedData.of(ask.challengeId(), ask.userId(), ask.method().name());
    String code = codes.code(ask.challengeId(), ask.startedAt());
    return ChallengeIssued.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .setUserId(ask.userId())
        .setCorrelationId(ask.loginId())
        .setCausationId(ask.eventId())
        .setAggregateId(ask.challengeId())
        .setSequence(0)
        .setChallengeId(ask.challengeId())
        .setMethod(ask.method())
        .setPurpose(ask.purpose())
        .setSendNumber(ask.sendNumber())
        .setExpiresAt(ask.expiresAt())
        .setNotAfter(ask.expiresAt())
        .setDestination(ask.destination())
        .setCode(ByteBuffer.wrap(delivery.seal(code.getBytes(US_ASCII), context)))
        .setLocale(ask.locale())
        .build();
  }
}
