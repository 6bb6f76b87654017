package org.twofold.gateway.operator;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.events.AccountCreated;
import org.twofold.events.FactorChange;
import org.twofold.events.FactorChanged;
import org.twofold.events.FactorToggled;
import org.twofold.events.Method;
import org.twofold.events.Origin;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Authenticator;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;

/**
 * The events of an import: where Avro begins. They say what stands from then on, so that the
 * history of a factor begins with it; they have no recipients, so nobody is told.
 */
@Component
class ImportEvents {

  private final Clock clock;

  ImportEvents(Clock clock) {
    this.clock = clock;
  }

  /**
   * What differs.
   *
   * @param created where the account is new: where it came from
   */
  List<Outgoing> of(Account before, Account next, Optional<Origin> created) {
    List<Outgoing> events = new ArrayList<>();
    created.ifPresent(origin -> events.add(created(next, origin)));
    if (before.phone() != next.phone()) {
      FactorChange change =
          before.phone() == null ? FactorChange.ENROLLED : FactorChange.PHONE_CHANGED;
      events.add(changed(next, Method.SMS, "phone", change));
    }
    for (Authenticator one : next.authenticators()) {
      if (!before.authenticators().contains(one)) {
        events.add(changed(next, Method.TOTP, one.totpId(), FactorChange.ENROLLED));
      }
    }
    for (Authenticator one : before.authenticators()) {
      if (!next.authenticators().contains(one)) {
        events.add(changed(next, Method.TOTP, one.totpId(), FactorChange.REPLACED));
      }
    }
    toggled(events, next, Method.EMAIL, before.emailEnabled(), next.emailEnabled());
    toggled(events, next, Method.SMS, before.smsEnabled(), next.smsEnabled());
    toggled(events, next, Method.TOTP, before.totpEnabled(), next.totpEnabled());
    return events;
  }

  private Outgoing created(Account account, Origin origin) {
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

  private Outgoing changed(Account account, Method method, String factorId, FactorChange change) {
    return Outgoing.of(
        FactorChanged.newBuilder()
            .setEventId(EventIds.next())
            .setOccurredAt(now())
            .setUserId(account.id())
            .setCorrelationId(account.id())
            .setAggregateId(account.id())
            .setSequence(0)
            .setMethod(method)
            .setFactorId(factorId)
            .setChange(change)
            .build());
  }

  private void toggled(
      List<Outgoing> events, Account account, Method method, boolean before, boolean on) {
    if (before != on) {
      events.add(
          Outgoing.of(
              FactorToggled.newBuilder()
                  .setEventId(EventIds.next())
                  .setOccurredAt(now())
                  .setUserId(account.id())
                  .setCorrelationId(account.id())
                  .setAggregateId(account.id())
                  .setSequence(0)
                  .setMethod(method)
                  .setOn(on)
                  .build()));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
