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
public class SessionCookie {

  /** What the name of the second cookie ends with. */
  private static final String PROOF = "-proof";

  private final boolean isSecure;
  private final String name;

  SessionCookie(Environment environment) {
    this.isSecure = !environment.acceptsProfiles(Profiles.of("local"));
    this.name = isSecure ? "__Host-twofold" : "twofold";
  }

  /** The token; null where there is none. */
  public @Nullable String token(ServerWebExchange exchange) {
    return value(exchange, name);
  }

  private static @Nullable String value(ServerWebExchange exchange, String name) {
    HttpCookie cookie = exchange.getRequest().getCookies().getFirst(name);
    return cookie == null ? null : cookie.getValue();
  }

  /** The token of the login that proves the session again; null where there is none. */
  public @Nullable String proof(ServerWebExchange exchange) {
    return value(exchange, name + PROOF);
  }

  /** Keeps the token of a login that is to prove the session again. */
  public void keepProof(ServerWebExchange exchange, LoginState state) {
    if (state.token() instanceof String token) {
      exchange.getResponse().addCookie(cookie(name + PROOF, token).build());
    }
  }

  /** The session that was proven again takes the place of the one before. */
  public void prove(ServerWebExchange exchange, LoginState.Session session) {
    set(exchange, session.token());
    exchange.getResponse().addCookie(cookie(name + PROOF, "").maxAge(0).build());
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
    exchange.getResponse().addCookie(cookie(name, token).build());
  }

  /** Forgets the session. */
  public void clear(ServerWebExchange exchange) {
    exchange.getResponse().addCookie(cookie(name, "").maxAge(0).build());
  }

  private ResponseCookie.ResponseCookieBuilder cookie(String name, String value) {
    return ResponseCookie.from(name, value)
        .path("/")
        .httpOnly(true)
        .secure(isSecure)
        .sameSite("Lax");
  }
}
