package org.twofold.gateway.web.settings;

import java.util.function.Function;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.login.Session;
import org.twofold.gateway.settings.FreshSession;
import reactor.core.publisher.Mono;

/** A request to the page, by the owner of a session. */
record Visit(Session session, SettingsForm form, Draft draft, ServerWebExchange exchange) {

  /** As the form says. */
  static Visit of(Session session, SettingsForm form, ServerWebExchange exchange) {
    return new Visit(session, form, Draft.of(form, session.account()), exchange);
  }

  Account account() {
    return session.account();
  }

  /** Begins a change; where the session may not, it must be proven first. */
  Mono<Step> ifFresh(Function<FreshSession, Mono<Step>> change) {
    return FreshSession.of(session).map(change).orElseGet(() -> Mono.just(new Step.Prove()));
  }

  /** The draft after a change that was made on the way. */
  Draft draftAfter(Account now) {
    return draft.after(account(), now);
  }

  /** The account changed on the way, and nothing more opens. */
  Step changed(Account now, String said) {
    return new Step.Changed(now, draftAfter(now), null, said);
  }

  /** The same where a method may have lost what it needs. */
  Step removed(Account left, String said) {
    return new Step.Changed(left, draftAfter(left).possibleFor(left), null, said);
  }
}
