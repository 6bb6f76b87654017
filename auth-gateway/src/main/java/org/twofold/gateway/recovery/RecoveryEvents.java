package org.twofold.gateway.recovery;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.twofold.events.ChallengeRequested;
import org.twofold.events.ChangesStopped;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AddressBook;
import org.twofold.gateway.account.Cause;
import org.twofold.gateway.account.Contacts;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;

/** The events of winning an account back: where Avro begins. */
@Component
class RecoveryEvents {

  private final Contacts contacts;
  private final AddressBook addresses;
  private final Clock clock;

  RecoveryEvents(Contacts contacts, AddressBook addresses, Clock clock) {
    this.contacts = contacts;
    this.addresses = addresses;
    this.clock = clock;
  }

  /** A link said that a change was not its owner's; all of her contacts are told. */
  Outgoing changesStopped(Account account, Cause cause) {
    String eventId = EventIds.next();
    return Outgoing.of(
        ChangesStopped.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(now())
            .setUserId(account.id())
            .setCorrelationId(cause.correlationId())
            .setAggregateId(account.id())
            .setSequence(0)
            .setRecipients(
                contacts.recipients(
                    account, new Contacts.Notice(eventId, cause.device(), false, null)))
            .setNotAfter(now().plus(Contacts.Notice.LIFE))
            .build());
  }

  /** A code is asked for, whoever the address belongs to. */
  Outgoing requested(Reset reset, PasswordReset.Asker asker) {
    return Outgoing.of(
        ChallengeRequested.newBuilder()
            .setEventId(EventIds.next())
            .setOccurredAt(now())
            .setUserId(reset.userId())
            .setCorrelationId(reset.resetId())
            .setAggregateId(reset.id())
            .setSequence(0)
            .setPurpose(reset.purpose())
            .setMethod(Method.EMAIL)
            .setChallengeId(reset.challengeId())
            .setChallengeStartedAt(reset.startedAt())
            .setSendNumber(reset.sendNumber())
            .setExpiresAt(reset.expiresAt())
            .setNotAfter(reset.expiresAt())
            .setLocale(reset.locale())
            .setDestination(
                addresses.sealForDelivery(
                    Method.EMAIL,
                    asker.address().canonical(),
                    reset.challengeId(),
                    reset.userId(),
                    reset.timeZone(),
                    asker.client().device()))
            .build());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
