package org.twofold.gateway.web;

import org.springframework.core.annotation.Order;
import org.springframework.security.web.reactive.result.view.CsrfRequestDataValueProcessor;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Makes the CSRF token of a page before the page is written, so that its forms can carry it. Runs
 * behind the security chain.
 */
@Component
@Order(0)
class CsrfTokenFilter implements WebFilter {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
    return token == null
        ? chain.filter(exchange)
        : token
            .doOnNext(
                made ->
                    exchange
                        .getAttributes()
                        .put(CsrfRequestDataValueProcessor.DEFAULT_CSRF_ATTR_NAME, made))
            .then(chain.filter(exchange));
  }
}
