package org.twofold.gateway.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.twofold.events.FactorChange;
import org.twofold.events.FactorChanged;
import org.twofold.events.FactorLocked;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;

/**
 * Tells the owner of an account that one of her methods was locked (B5). The mfa-service, which
 * locked it, knows no address.
 */
@Component
class LockEvents {

  private static final Duration NOTICE_LIFE = Duration.ofHours(24);

  private final Contacts contacts;
  private final Clock clock;

  LockEvents(Contacts contacts, Clock clock) {
    this.contacts = contacts;
    this.clock = clock;
  }

  Outgoing of(Account account, FactorLocked cause) {
    String eventId = EventIds.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return Outgoing.of(
        FactorChanged.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(now)
            .setUserId(account.id())
            .setCorrelationId(cause.getCorrelationId())
            .setCausationId(cause.getEventId())
            .setAggregateId(account.id())
            .setSequence(0)
            .setMethod(cause.getMethod())
            .setFactorId(cause.getAggregateId())
            .setChange(FactorChange.LOCKED)
            .setRecipients(contacts.recipients(account, eventId))
            .setNotAfter(cause.getNotAfter() == null ? now.plus(NOTICE_LIFE) : cause.getNotAfter())
            .build());
  }
}
