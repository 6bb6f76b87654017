package org.twofold.gateway.web.settings;

import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.operator.FactorRemoval;
import reactor.core.publisher.Mono;

/** What support began: its owner stops it. That needs no fresh session (ADR 20). */
@Component
class SupportRow implements Row {

  private final FactorRemoval removal;
  private final Accounts accounts;

  SupportRow(FactorRemoval removal, Accounts accounts) {
    this.removal = removal;
    this.accounts = accounts;
  }

  @Override
  public Place place() {
    return Place.UPDATE;
  }

  @Override
  public Map<String, Function<Visit, Mono<Step>>> buttons() {
    return Map.of("removal-stop", this::stop);
  }

  /** One that is stopped already is as it was wanted. */
  private Mono<Step> stop(Visit visit) {
    return removal
        .stop(visit.account().id(), visit.form().target())
        .then(accounts.find(visit.account().id()))
        .map(now -> visit.changed(now, "settings.removalStopped"));
  }
}
