package org.twofold.gateway.web.settings;

import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.login.Sessions;
import reactor.core.publisher.Mono;

/** Signed-in devices: signing out one, or all others. */
@Component
class DevicesRow implements Row {

  private final Sessions sessions;
  private final Accounts accounts;

  DevicesRow(Sessions sessions, Accounts accounts) {
    this.sessions = sessions;
    this.accounts = accounts;
  }

  @Override
  public Place place() {
    return Place.DEVICES;
  }

  @Override
  public Map<String, Function<Visit, Mono<Step>>> buttons() {
    return Map.of("device-end", this::end, "devices-end", this::endOthers);
  }

  /** One that is signed out already is as it was wanted. */
  private Mono<Step> end(Visit visit) {
    String id = visit.form().target();
    return id.equals(visit.session().id())
        ? Mono.just(new Step.Open(null))
        : sessions
            .end(visit.session(), id)
            .map(ended -> visit.changed(visit.account(), "settings.deviceSignedOut"));
  }

  private Mono<Step> endOthers(Visit visit) {
    return sessions
        .endOthers(visit.session())
        .then(accounts.find(visit.account().id()))
        .map(now -> visit.changed(now, "settings.devicesSignedOut"));
  }
}
