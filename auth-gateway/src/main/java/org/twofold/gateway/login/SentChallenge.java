package org.twofold.gateway.login;

import java.time.Duration;
import java.time.Instant;
import org.twofold.events.Method;
import org.twofold.gateway.account.ChallengeSettings;
import org.twofold.messaging.EventIds;

/**
 * The present challenge of a login whose code is sent.
 *
 * @param id the challenge
 * @param startedAt when it began: its code belongs to this moment
 * @param sendNumber messages asked for so far; 0 where none could be, so that no code is right
 * @param sentAt when the last one was asked for
 * @param delivery the rank in {@link Delivery} of what is known of the last one
 */
record SentChallenge(
    String id,
    Method method,
    Instant startedAt,
    Instant expiresAt,
    Instant resendAt,
    int sendNumber,
    Instant sentAt,
    int delivery) {

  /** A new challenge, its first message asked for. */
  static SentChallenge begin(Method method, Instant now, ChallengeSettings settings) {
    return new SentChallenge(
        EventIds.next(),
        method,
        now,
        now.plus(settings.lifetime()),
        now.plus(settings.resendPause()),
        1,
        now,
        Delivery.QUEUED.rank());
  }

  /** A challenge that is not sent: too many were. */
  static SentChallenge limited(
      Method method, Instant now, Instant again, ChallengeSettings settings) {
    return new SentChallenge(
        EventIds.next(),
        method,
        now,
        now.plus(settings.lifetime()),
        again,
        0,
        now,
        Delivery.LIMITED.rank());
  }

  /** The same challenge, code and end, with one more message asked for. */
  SentChallenge sentAgain(Instant now, Duration pause) {
    return new SentChallenge(
        id,
        method,
        startedAt,
        expiresAt,
        now.plus(pause),
        sendNumber + 1,
        now,
        Delivery.QUEUED.rank());
  }

  /** What to tell: what was heard, or what follows from nothing having been heard. */
  Delivery shown(Instant now, Duration patience) {
    Delivery heard = Delivery.ranked(delivery);
    if (heard == Delivery.LIMITED || heard.compareTo(Delivery.SENT) >= 0) {
      return heard;
    }
    if (!now.isBefore(expiresAt)) {
      return Delivery.FAILED;
    }
    return now.isBefore(sentAt.plus(patience)) ? heard : Delivery.DELAYED;
  }

  /** Whether a message of it was asked for, and its code lives. */
  boolean isLive(Instant now) {
    return sendNumber > 0 && now.isBefore(expiresAt);
  }
}
