package org.twofold.gateway.account;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.AccountCreated;
import org.twofold.events.AccountErased;
import org.twofold.events.AddressChanged;
import org.twofold.events.FactorChange;
import org.twofold.events.FactorChanged;
import org.twofold.events.FactorLocked;
import org.twofold.events.FactorToggled;
import org.twofold.events.FactorUnlocked;
import org.twofold.events.Method;
import org.twofold.events.Origin;
import org.twofold.events.PasswordChange;
import org.twofold.events.PasswordChanged;
import org.twofold.gateway.account.Contacts.Notice;
import org.twofold.gateway.link.Link;
import org.twofold.gateway.link.Links;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;

/**
 * The events of an account and its factors: where Avro begins. What is told is told to all of the
 * account's contacts (C3).
 */
@Component
public class AccountEvents {

  private final Contacts contacts;
  private final Links links;
  private final Clock clock;

  AccountEvents(Contacts contacts, Links links, Clock clock) {
    this.contacts = contacts;
    this.links = links;
    this.clock = clock;
  }

  /** An account stands: its address was proven, or it came from elsewhere. */
  public Outgoing created(Account account, Origin origin) {
    return Outgoing.of(
        AccountCreated.newBuilder()
            .setEventId(EventIds.next())
            .setOccurredAt(now())
            .setUserId(account.id())
            .setCorrelationId(account.id())
            .setAggregateId(account.id())
            .setSequence(0)
            .setOrigin(origin)
            .setLocale(account.locale())
            .setTimeZone(account.timeZone())
            .build());
  }

  /** A method was turned on or off by its owner. */
  public Outgoing toggled(Account account, Cause cause, Method method, boolean on) {
    String eventId = EventIds.next();
    return Outgoing.of(
        toggle(account, cause.correlationId(), method, on, eventId)
            .setClient(cause.whereabouts().box())
            .setNetworkHash(cause.whereabouts().networkHash())
            .setNotAfter(now().plus(Notice.LIFE))
            .setRecipients(contacts.recipients(account, notice(eventId, cause)))
            .build());
  }

  /** The same where nobody is told, or another event tells of it. */
  public Outgoing toggledUntold(Account account, String correlationId, Method method, boolean on) {
    return Outgoing.of(toggle(account, correlationId, method, on, EventIds.next()).build());
  }

  private FactorToggled.Builder toggle(
      Account account, String correlationId, Method method, boolean on, String eventId) {
    return FactorToggled.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(now())
        .setUserId(account.id())
        .setCorrelationId(correlationId)
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
  public Outgoing changed(
      Account account,
      Cause cause,
      Method method,
      String factorId,
      FactorChange change,
      @Nullable Integer remaining,
      Contacts.Contact added) {
    String eventId = EventIds.next();
    return Outgoing.of(
        change(account, cause.correlationId(), method, factorId, change, eventId)
            .setRemaining(remaining)
            .setClient(cause.whereabouts().box())
            .setNetworkHash(cause.whereabouts().networkHash())
            .setNotAfter(now().plus(Notice.LIFE))
            .setRecipients(contacts.recipients(account, added, notice(eventId, cause)))
            .build());
  }

  /** The same where nobody is told, or another event tells of it. */
  public Outgoing changedUntold(
      Account account, String correlationId, Method method, String factorId, FactorChange change) {
    return Outgoing.of(
        change(account, correlationId, method, factorId, change, EventIds.next()).build());
  }

  /** A method was locked (B5): the mfa-service, which did it, knows no address to tell. */
  Outgoing locked(Account account, FactorLocked cause) {
    String eventId = EventIds.next();
    return Outgoing.of(
        change(
                account,
                cause.getCorrelationId(),
                cause.getMethod(),
                cause.getAggregateId(),
                FactorChange.LOCKED,
                eventId)
            .setCausationId(cause.getEventId())
            .setRecipients(
                contacts.recipients(account, new Notice(eventId, null, true, unlock(cause))))
            .setNotAfter(
                cause.getNotAfter() == null ? now().plus(Notice.LIFE) : cause.getNotAfter())
            .build());
  }

  private Link unlock(FactorLocked cause) {
    return links.unlock(
        requireNonNull(cause.getUserId()), cause.getMethod().name(), cause.getOccurredAt());
  }

  /** A locked method takes codes again. */
  Outgoing unlocked(Account account, FactorUnlocked cause) {
    String eventId = EventIds.next();
    return Outgoing.of(
        change(
                account,
                cause.getCorrelationId(),
                cause.getMethod(),
                cause.getAggregateId(),
                FactorChange.UNLOCKED,
                eventId)
            .setCausationId(cause.getEventId())
            .setOperator(cause.getOperator())
            .setReason(cause.getReason())
            .setRecipients(
                contacts.recipients(
                    account, new Notice(eventId, null, cause.getOperator() == null, null)))
            .setNotAfter(
                cause.getNotAfter() == null ? now().plus(Notice.LIFE) : cause.getNotAfter())
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

  /** The password was changed by its owner. */
  public Outgoing passwordChanged(Account account, Cause cause) {
    return password(account, cause, PasswordChange.CHANGED);
  }

  /** A code that was mailed set a new password. */
  public Outgoing passwordReset(Account account, Cause cause) {
    return password(account, cause, PasswordChange.RESET);
  }

  private Outgoing password(Account account, Cause cause, PasswordChange change) {
    String eventId = EventIds.next();
    return Outgoing.of(
        PasswordChanged.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(now())
            .setUserId(account.id())
            .setCorrelationId(cause.correlationId())
            .setAggregateId(account.id())
            .setSequence(0)
            .setChange(change)
            .setClient(cause.whereabouts().box())
            .setNetworkHash(cause.whereabouts().networkHash())
            .setRecipients(contacts.recipients(account, notice(eventId, cause)))
            .setNotAfter(now().plus(Notice.LIFE))
            .build());
  }

  /** The address was changed; the new one is told too. */
  public Outgoing addressChanged(Account account, Cause cause, Contacts.Contact added) {
    String eventId = EventIds.next();
    return Outgoing.of(
        AddressChanged.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(now())
            .setUserId(account.id())
            .setCorrelationId(cause.correlationId())
            .setAggregateId(account.id())
            .setSequence(0)
            .setClient(cause.whereabouts().box())
            .setNetworkHash(cause.whereabouts().networkHash())
            .setRecipients(contacts.recipients(account, added, notice(eventId, cause)))
            .setNotAfter(now().plus(Notice.LIFE))
            .build());
  }

  /** The account is gone; its contacts are told a last time. */
  public Outgoing erased(Account account, Cause cause) {
    String eventId = EventIds.next();
    return Outgoing.of(
        AccountErased.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(now())
            .setUserId(account.id())
            .setCorrelationId(cause.correlationId())
            .setAggregateId(account.id())
            .setSequence(0)
            .setRecipients(
                contacts.recipients(account, new Notice(eventId, cause.device(), false, null)))
            .setNotAfter(now().plus(Notice.LIFE))
            .build());
  }

  private static Notice notice(String eventId, Cause cause) {
    return Notice.of(eventId, cause.device());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
