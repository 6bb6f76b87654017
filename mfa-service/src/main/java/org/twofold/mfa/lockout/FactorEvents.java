package org.twofold.mfa.lockout;

import java.time.Duration;
import java.time.Instant;
import org.twofold.events.FactorLocked;
import org.twofold.events.FactorUnlocked;
import org.twofold.events.Key;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;

/** The events of a factor. */
final class FactorEvents {

  /** Notices are of use for a day. */
  private static final Duration NOTICE = Duration.ofHours(24);

  private FactorEvents() {}

  /** A delay began, of which nobody is mailed, or the lock, of which its owner is. */
  static Outgoing locked(FactorRef ref, Gate.Counted counted, String correlationId, Instant now) {
    return Outgoing.of(
        FactorLocked.newBuilder()
            .setEventId(EventIds.next())
            .setOccurredAt(now)
            .setUserId(ref.userId())
            .setCorrelationId(correlationId)
            .setAggregateId(ref.id())
            .setSequence(0)
            .setMethod(ref.method())
            .setFailures(counted.failures())
            .setLockedUntil(counted.next())
            .setNotAfter(counted.locked() ? now.plus(NOTICE) : null)
            .build());
  }

  /** A login by another factor opened it. */
  static Outgoing unlocked(FactorRef ref, Unlocking.Proof proof, Instant now) {
    return Outgoing.of(
        unlocked(ref, Key.OTHER_FACTOR, proof.loginId(), now)
            .setCausationId(proof.eventId())
            .build());
  }

  /** A link that was mailed opened it. */
  static Outgoing unlocked(FactorRef ref, Unlocking.MailedLink link, Instant now) {
    return Outgoing.of(unlocked(ref, Key.MAILED_LINK, link.id(), now).build());
  }

  /** Support opened it. */
  static Outgoing unlocked(FactorRef ref, Unlocking.Support support, Instant now) {
    return Outgoing.of(
        unlocked(ref, Key.OPERATOR, support.commandId(), now)
            .setOperator(support.operator())
            .setReason(support.reason())
            .build());
  }

  /** Its owner is told. */
  private static FactorUnlocked.Builder unlocked(
      FactorRef ref, Key key, String correlationId, Instant now) {
    return FactorUnlocked.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(now)
        .setUserId(ref.userId())
        .setCorrelationId(correlationId)
        .setAggregateId(ref.id())
        .setSequence(0)
        .setMethod(ref.method())
        .setKey(key)
        .setNotAfter(now.plus(NOTICE));
  }
}
