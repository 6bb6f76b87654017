package org.twofold.mfa.access;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers 401 on every path without the gateway's certificate. That it is signed by who is trusted,
 * good for a client and not over, the connection has made sure of before; here it is seen whose it
 * is, and that it has not ended since. Only health, on a port of its own, is not asked for it; set
 * to one port, it is closed too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class GatewayOnly implements WebFilter {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayOnly.class);

  private final String clientName;
  private final ApplicationContext service;

  GatewayOnly(AccessSettings settings, SslBundles bundles, ApplicationContext service) {
    this.clientName = settings.clientName();
    this.service = service;
    OwnCertificate.require(bundles);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (isOnTheHealthPort(exchange) || isTheGateway(exchange.getRequest().getSslInfo())) {
      return chain.filter(exchange);
    }
    exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
    return exchange.getResponse().setComplete();
  }

  /** The server of the health port has a context of its own, a child of the service's. */
  private boolean isOnTheHealthPort(ServerWebExchange exchange) {
    ApplicationContext answering = exchange.getApplicationContext();
    return answering != null && answering.getParent() == service;
  }

  private boolean isTheGateway(@Nullable SslInfo connection) {
    X509Certificate @Nullable [] shown =
        connection == null ? null : connection.getPeerCertificates();
    if (shown == null || shown.length == 0) {
      return false;
    }
    // the caller's own; what follows signed it
    PeerCertificate caller = new PeerCertificate(shown[0]);
    boolean isTheGateway = caller.isNamed(clientName) && caller.isNotOver();
    if (!isTheGateway) {
      LOG.warn(
          "A call with {} was refused: only one of {} (twofold.mfa.client-name), not ended, is let in.",
          caller,
          clientName);
    }
    return isTheGateway;
  }
}
