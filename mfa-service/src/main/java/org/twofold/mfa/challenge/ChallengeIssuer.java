package org.twofold.mfa.challenge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.twofold.events.ChallengeIssued;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.keys.SealingKey;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;
import org.twofold.mfa.otp.CodeDerivation;
import reactor.core.publisher.Mono;

/**
 * Makes the challenge that an event asks for, once, and issues its code sealed, once for each
 * message asked for: whatever comes twice, or after a later one, changes nothing.
 */
@Component
class ChallengeIssuer {

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
   * Issues. Fails with IllegalArgumentException where another challenge has this id.
   *
   * @return whether this event made a message; false where it came before, or too late
   */
  Mono<Boolean> issue(Ask ask) {
    if (ask.isOver(clock.instant())) {
      return Mono.just(false);
    }
    return challenges
        .insert(ask.challenge(), issued(ask))
        .flatMap(made -> made ? Mono.just(true) : again(ask));
  }

  private Mono<Boolean> again(Ask ask) {
    return challenges
        .sendAgain(ask.challenge(), issued(ask))
        .flatMap(sent -> sent ? Mono.just(true) : refuseAnother(ask));
  }

  private Mono<Boolean> refuseAnother(Ask ask) {
    return challenges
        .find(ask.challengeId())
        .flatMap(
            known ->
                known.isSameAs(ask.challenge())
                    ? Mono.just(false)
                    : Mono.error(
                        new IllegalArgumentException("Another challenge has this id already")));
  }

  private Outgoing issued(Ask ask) {
    byte[] context = AssociatedData.of(ask.challengeId(), ask.userId(), ask.method().name());
    String code = CodeForm.of(ask.purpose()).code(codes, ask.challengeId(), ask.startedAt());
    return Outgoing.of(
        ChallengeIssued.newBuilder()
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
            .setNotAfter(earlier(ask.notAfter(), ask.expiresAt()))
            .setDestination(ask.destination())
            .setCode(ByteBuffer.wrap(delivery.seal(code.getBytes(US_ASCII), context)))
            .setLocale(ask.locale())
            .build());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
