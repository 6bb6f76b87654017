package org.twofold.gateway.settings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.AccountErased;
import org.twofold.events.AddressChanged;
import org.twofold.events.FactorChange;
import org.twofold.events.FactorChanged;
import org.twofold.events.FactorToggled;
import org.twofold.events.Method;
import org.twofold.events.PasswordChange;
import org.twofold.events.PasswordChanged;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Contacts;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;

/**
 * The events of changed settings: where Avro begins. All of the account's contacts are told (C3).
 */
@Component
class ChangeEvents {

  /** Notices are of use for a day; the change itself never expires. */
  private static final Duration NOTICE_LIFE = Duration.ofHours(24);

  private final Contacts contacts;
  private final Clock clock;

  ChangeEvents(Contacts contacts, Clock clock) {
    this.contacts = contacts;
    this.clock = clock;
  }

  /** A method was turned on or off by its owner. */
  Outgoing toggled(Account account, String sessionId, Method method, boolean on) {
    String eventId = EventIds.next();
    return Outgoing.of(
        toggle(account, sessionId, method, on, eventId)
            .setNotAfter(now().plus(NOTICE_LIFE))
            .setRecipients(contacts.recipients(account, eventId))
            .build());
  }

  /** A method was turned off because it lost what it needs, of which another event tells. */
  Outgoing lost(Account account, String sessionId, Method method) {
    return Outgoing.of(toggle(account, sessionId, method, false, EventIds.next()).build());
  }

  private FactorToggled.Builder toggle(
      Account account, String sessionId, Method method, boolean on, String eventId) {
    return FactorToggled.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(now())
        .setUserId(account.id())
        .setCorrelationId(sessionId)
        .setAggregateId(account.id())
        .setSequence(0)
        .setMethod(method)
        .setOn(on);
  }

  /**
   * A factor changed.
   *
   * @param added what is new of the contacts; it is told too
   */
  Outgoing changed(
      Account account,
      String correlationId,
      Method method,
      String factorId,
      FactorChange change,
      @Nullable Integer remaining,
      Contacts.Contact added) {
    String eventId = EventIds.next();
    return Outgoing.of(
        change(account, correlationId, method, factorId, change, eventId)
            .setRemaining(remaining)
            .setNotAfter(now().plus(NOTICE_LIFE))
            .setRecipients(contacts.recipients(account, added, eventId))
            .build());
  }

  /** A factor gave way to another, of which another event tells. */
  Outgoing replaced(Account account, String correlationId, Method method, String factorId) {
    return Outgoing.of(
        change(account, correlationId, method, factorId, FactorChange.REPLACED, EventIds.next())
            .build());
  }

  private FactorChanged.Builder change(
      Account account,
      String correlationId,
      Method method,
      String factorId,
      FactorChange change,
      String eventId) {
    return FactorChanged.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(now())
        .setUserId(account.id())
        .setCorrelationId(correlationId)
        .setAggregateId(account.id())
        .setSequence(0)
        .setMethod(method)
        .setFactorId(factorId)
        .setChange(change);
  }

  Outgoing passwordChanged(Account account, String sessionId) {
    String eventId = EventIds.next();
    return Outgoing.of(
        PasswordChanged.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(now())
            .setUserId(account.id())
            .setCorrelationId(sessionId)
            .setAggregateId(account.id())
            .setSequence(0)
            .setChange(PasswordChange.CHANGED)
            .setRecipients(contacts.recipients(account, eventId))
            .setNotAfter(now().plus(NOTICE_LIFE))
            .build());
  }

  Outgoing addressChanged(Account account, String correlationId, Contacts.Contact added) {
    String eventId = EventIds.next();
    return Outgoing.of(
        AddressChanged.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(now())
            .setUserId(account.id())
            .setCorrelationId(correlationId)
            .setAggregateId(account.id())
            .setSequence(0)
            .setRecipients(contacts.recipients(account, added, eventId))
            .setNotAfter(now().plus(NOTICE_LIFE))
            .build());
  }

  Outgoing erased(Account account, String sessionId) {
    String eventId = EventIds.next();
    return Outgoing.of(
        AccountErased.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(now())
            .setUserId(account.id())
            .setCorrelationId(sessionId)
            .setAggregateId(account.id())
            .setSequence(0)
            .setRecipients(contacts.recipients(account, eventId))
            .setNotAfter(now().plus(NOTICE_LIFE))
            .build());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
