package org.twofold.gateway.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.login.LoginState;

/**
 * The cookie that holds the token of a login, then of its session: __Host- and Secure, but for the
 * local profile over http (E3).
 */
@Component
class SessionCookie {

  private final boolean isSecure;
  private final String name;

  SessionCookie(Environment environment) {
    this.isSecure = !environment.acceptsProfiles(Profiles.of("local"));
    this.name = isSecure ? "__Host-twofold" : "twofold";
  }

  /** The token; null where there is none. */
  @Nullable String token(ServerWebExchange exchange) {
    HttpCookie cookie = exchange.getRequest().getCookies().getFirst(name);
    return cookie == null ? null : cookie.getValue();
  }

  /** Keeps the token of a login that came this far; the page that follows. */
  String follow(LoginState state, ServerWebExchange exchange) {
    if (state.session() instanceof LoginState.Session session) {
      set(exchange, session.token());
      return "redirect:/settings";
    }
    if (state.token() instanceof String token) {
      set(exchange, token);
    }
    return "redirect:/login/verify";
  }

  /**
   * The tokens of forms, in a cookie of the same kind: no other host of the domain can plant one.
   */
  ServerCsrfTokenRepository csrfTokens() {
    CookieServerCsrfTokenRepository tokens = new CookieServerCsrfTokenRepository();
    tokens.setCookieName(name + "-csrf");
    tokens.setCookieCustomizer(
        cookie -> cookie.path("/").httpOnly(true).secure(isSecure).sameSite("Lax"));
    return tokens;
  }

  private void set(ServerWebExchange exchange, String token) {
    exchange.getResponse().addCookie(cookie(token).build());
  }

  void clear(ServerWebExchange exchange) {
    exchange.getResponse().addCookie(cookie("").maxAge(0).build());
  }

  private ResponseCookie.ResponseCookieBuilder cookie(String value) {
    return ResponseCookie.from(name, value)
        .path("/")
        .httpOnly(true)
        .secure(isSecure)
        .sameSite("Lax");
  }
}
