package org.twofold.gateway.web.settings;

import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.twofold.gateway.settings.Erasure;
import org.twofold.gateway.web.SessionCookie;
import reactor.core.publisher.Mono;

/** The end of the account. */
@Component
class ErasureRow implements Row {

  private final Erasure erasure;
  private final SessionCookie cookie;

  ErasureRow(Erasure erasure, SessionCookie cookie) {
    this.erasure = erasure;
    this.cookie = cookie;
  }

  @Override
  public Place place() {
    return Place.ERASURE;
  }

  @Override
  public Map<String, Function<Visit, Mono<Step>>> buttons() {
    return Map.of("erase", this::erase);
  }

  private Mono<Step> erase(Visit visit) {
    if (!visit.form().isConfirmed("erase")) {
      return Mono.just(
          new Step.Open(new Panel.Question(place(), "erase", "", "settings.eraseReally")));
    }
    return visit.ifFresh(
        fresh ->
            erasure
                .erase(fresh)
                .then(
                    Mono.<Step>fromSupplier(
                        () -> {
                          cookie.clear(visit.exchange());
                          return new Step.Leave("redirect:/login?say=erased");
                        })));
  }
}
