package org.twofold.notification.operator;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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

/** Answers 401 on every path but health without the operator's credential. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OperatorFilter implements WebFilter {

  private static final String SCHEME = "Bearer ";
  private static final String HEALTH = "/actuator/health";

  private final @Nullable Credential expected;

  OperatorFilter(OperatorSettings settings) {
    Path file = settings.tokenFile();
    this.expected = file == null ? null : Credential.read(file, "twofold.operator.token-file");
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (isHealth(exchange) || isRight(exchange)) {
      return chain.filter(exchange);
    }
    exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
    exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    return exchange.getResponse().setComplete();
  }

  private static boolean isHealth(ServerWebExchange exchange) {
    String path = exchange.getRequest().getPath().pathWithinApplication().value();
    return path.equals(HEALTH) || path.startsWith(HEALTH + "/");
  }

  private boolean isRight(ServerWebExchange exchange) {
    String given = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    return expected != null
        && given != null
        && given.startsWith(SCHEME)
        && expected.matches(given.substring(SCHEME.length()));
  }
}
