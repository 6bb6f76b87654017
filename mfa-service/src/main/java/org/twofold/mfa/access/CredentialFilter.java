package org.twofold.mfa.access;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.twofold.keys.Credential;
import reactor.core.publisher.Mono;

/**
 * Answers 401 on every path without the gateway's credential. Only health, on a port of its own, is
 * not asked for it; set to one port, it is closed too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CredentialFilter implements WebFilter {

  private static final String SCHEME = "Bearer ";

  private final Credential expected;
  private final ApplicationContext service;

  CredentialFilter(AccessSettings settings, ApplicationContext service) {
    this.service = service;
    this.expected = Credential.read(settings.tokenFile(), "twofold.mfa.token-file");
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (isOnTheHealthPort(exchange) || isRight(exchange)) {
      return chain.filter(exchange);
    }
    exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
    exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    return exchange.getResponse().setComplete();
  }

  /** The server of the health port has a context of its own, a child of the service's. */
  private boolean isOnTheHealthPort(ServerWebExchange exchange) {
    ApplicationContext answering = exchange.getApplicationContext();
    return answering != null && answering.getParent() == service;
  }

  private boolean isRight(ServerWebExchange exchange) {
    @Nullable String given = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    return given != null
        && given.startsWith(SCHEME)
        && expected.matches(given.substring(SCHEME.length()));
  }
}
