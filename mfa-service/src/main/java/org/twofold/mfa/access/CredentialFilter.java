package org.twofold.mfa.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers 401 on every path without the gateway's credential. Health has a port of its own and is
 * not asked for it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CredentialFilter implements WebFilter {

  private final byte[] expected;
  private final int port;

  CredentialFilter(AccessSettings settings, @Value("${management.server.port:-1}") int port) {
    this.port = port;
    try {
      String token = Files.readString(settings.tokenFile()).strip();
      this.expected = ("Bearer " + token).getBytes(UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(
          "The file of twofold.mfa.token-file, " + settings.tokenFile() + ", cannot be read.", e);
    }
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

  private boolean isHealth(ServerWebExchange exchange) {
    var local = exchange.getRequest().getLocalAddress();
    return local != null && local.getPort() == port;
  }

  private boolean isRight(ServerWebExchange exchange) {
    @Nullable String given = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    return given != null && MessageDigest.isEqual(given.getBytes(UTF_8), expected);
  }
}
