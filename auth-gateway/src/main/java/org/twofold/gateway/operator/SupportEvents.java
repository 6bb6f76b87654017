package org.twofold.gateway.operator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.AccountSwitched;
import org.twofold.events.FactorChange;
import org.twofold.events.FactorChanged;
import org.twofold.events.Method;
import org.twofold.events.SessionEnd;
import org.twofold.events.SessionEnded;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.account.Contacts.Notice;
import org.twofold.gateway.account.Support.Removal;
import org.twofold.gateway.link.Link;
import org.twofold.gateway.link.Links;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;

/** The events of support (D5). Each names the operator and the reason, and is told to all. */
@Component
class SupportEvents {

  private final Contacts contacts;
  private final Links links;
  private final Clock clock;

  SupportEvents(Contacts contacts, Links links, Clock clock) {
    this.contacts = contacts;
    this.links = links;
    this.clock = clock;
  }

  /** It was closed, or opened again. */
  Outgoing switched(Account account, Command command, boolean on) {
    String eventId = EventIds.next();
    return Outgoing.of(
        AccountSwitched.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(now())
            .setUserId(account.id())
            .setCorrelationId(command.id())
            .setAggregateId(account.id())
            .setSequence(0)
            .setOn(on)
            .setOperator(command.operator())
            .setReason(command.reason())
            .setRecipients(contacts.recipients(account, notice(eventId, null)))
            .setNotAfter(now().plus(Notice.LIFE))
            .build());
  }

  /** All its sessions ended. */
  Outgoing sessionsEnded(Account account, Command command) {
    String eventId = EventIds.next();
    return Outgoing.of(
        SessionEnded.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(now())
            .setUserId(account.id())
            .setCorrelationId(command.id())
            .setAggregateId(account.id())
            .setSequence(0)
            .setSessionId(account.id())
            .setReason(SessionEnd.OPERATOR)
            .setOperator(command.operator())
            .setNote(command.reason())
            .setRecipients(contacts.recipients(account, notice(eventId, null)))
            .setNotAfter(now().plus(Notice.LIFE))
            .build());
  }

  /** A factor will be removed; the notice has the link by which its owner stops that. */
  Outgoing removalAsked(Account account, Removal removal) {
    String eventId = EventIds.next();
    Link stop = links.cancel(account.id(), removal.id(), Duration.between(now(), removal.dueAt()));
    return Outgoing.of(
        change(account, removal, FactorChange.REMOVAL_ASKED, eventId)
            .setDueAt(removal.dueAt())
            .setRecipients(contacts.recipients(account, notice(eventId, stop)))
            .setNotAfter(earlier(removal.dueAt(), now().plus(Notice.LIFE)))
            .build());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** It will not: its owner stopped that, so that no operator stands for it. */
  Outgoing removalStopped(Account account, Removal removal) {
    String eventId = EventIds.next();
    return Outgoing.of(
        told(account, removal, FactorChange.REMOVAL_STOPPED, eventId)
            .setOperator(null)
            .setReason(null)
            .build());
  }

  /** It was removed. */
  Outgoing removed(Account account, Removal removal, String factorId) {
    String eventId = EventIds.next();
    return Outgoing.of(
        told(account, removal, FactorChange.REMOVED, eventId).setFactorId(factorId).build());
  }

  /** One more of the same removal, which another event tells of. */
  Outgoing removedUntold(Account account, Removal removal, String factorId) {
    return Outgoing.of(
        change(account, removal, FactorChange.REMOVED, EventIds.next())
            .setFactorId(factorId)
            .build());
  }

  private FactorChanged.Builder told(
      Account account, Removal removal, FactorChange change, String eventId) {
    return change(account, removal, change, eventId)
        .setRecipients(contacts.recipients(account, notice(eventId, null)))
        .setNotAfter(now().plus(Notice.LIFE));
  }

  private FactorChanged.Builder change(
      Account account, Removal removal, FactorChange change, String eventId) {
    return FactorChanged.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(now())
        .setUserId(account.id())
        .setCorrelationId(removal.id())
        .setAggregateId(account.id())
        .setSequence(0)
        .setMethod(Method.valueOf(removal.method()))
        .setFactorId(removal.id())
        .setChange(change)
        .setOperator(removal.operator())
        .setReason(removal.reason());
  }

  /** Whoever did not ask for it turns to support, and not to the link that is for herself. */
  private static Notice notice(String eventId, @Nullable Link action) {
    return new Notice(eventId, null, false, action);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
