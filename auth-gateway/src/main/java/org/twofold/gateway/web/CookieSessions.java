package org.twofold.gateway.web;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.login.Session;
import org.twofold.gateway.login.SessionAuthenticator;
import reactor.core.publisher.Mono;

/** The session of a page, by its cookie. */
@Component
public class CookieSessions {

  /** Where one is led whose session is over. */
  public static final String ENDED = "redirect:/login?say=sessionEnded";

  private final SessionAuthenticator sessions;
  private final SessionCookie cookie;

  CookieSessions(SessionAuthenticator sessions, SessionCookie cookie) {
    this.sessions = sessions;
    this.cookie = cookie;
  }

  /** The session; empty where the cookie opens none. */
  public Mono<Session> of(ServerWebExchange exchange) {
    return sessions.authenticate(cookie.token(exchange));
  }
}
