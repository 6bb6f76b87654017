package org.twofold.gateway.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.events.FactorChange;
import org.twofold.events.Method;
import org.twofold.events.Origin;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.AccountEvents;
import org.twofold.gateway.account.Authenticator;
import org.twofold.messaging.Outgoing;

/**
 * Which events an import has. They say what stands from then on, so that the history of a factor
 * begins with it; nobody is told.
 */
@Component
class ImportEvents {

  private final AccountEvents events;

  ImportEvents(AccountEvents events) {
    this.events = events;
  }

  /**
   * What differs.
   *
   * @param created where the account is new: where it came from
   */
  List<Outgoing> of(Account before, Account next, Optional<Origin> created) {
    List<Outgoing> all = new ArrayList<>();
    created.ifPresent(origin -> all.add(events.created(next, origin)));
    if (before.phone() != next.phone()) {
      FactorChange change =
          before.phone() == null ? FactorChange.ENROLLED : FactorChange.PHONE_CHANGED;
      all.add(changed(next, Method.SMS, "phone", change));
    }
    for (Authenticator one : next.authenticators()) {
      if (!before.authenticators().contains(one)) {
        all.add(changed(next, Method.TOTP, one.totpId(), FactorChange.ENROLLED));
      }
    }
    for (Authenticator one : before.authenticators()) {
      if (!next.authenticators().contains(one)) {
        all.add(changed(next, Method.TOTP, one.totpId(), FactorChange.REPLACED));
      }
    }
    toggled(all, next, Method.EMAIL, before.emailEnabled(), next.emailEnabled());
    toggled(all, next, Method.SMS, before.smsEnabled(), next.smsEnabled());
    toggled(all, next, Method.TOTP, before.totpEnabled(), next.totpEnabled());
    return all;
  }

  private Outgoing changed(Account account, Method method, String factorId, FactorChange change) {
    return events.changedUntold(account, account.id(), method, factorId, change);
  }

  private void toggled(
      List<Outgoing> all, Account account, Method method, boolean before, boolean on) {
    if (before != on) {
      all.add(events.toggledUntold(account, account.id(), method, on));
    }
  }
}
