package org.twofold.gateway.web.settings;

import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.login.Session;
import org.twofold.gateway.settings.FreshSession;

/** A request to the page, by the owner of a session. */
record Visit(Session session, SettingsForm form, Draft draft, ServerWebExchange exchange) {

  /** As the form says. */
  static Visit of(Session session, SettingsForm form, ServerWebExchange exchange) {
    return new Visit(session, form, Draft.of(form, session.account()), exchange);
  }

  Account account() {
    return session.account();
  }

  /** The session as one that may begin a change; empty where it must be proven again. */
  Optional<FreshSession> fresh() {
    return FreshSession.of(session);
  }
}
