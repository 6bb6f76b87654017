package org.twofold.gateway.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/**
 * Headers and CSRF. Who may do what is decided where it is done, by the token that opens a login or
 * a session. The API takes a bearer token and no cookie, so it needs no CSRF token; pages take a
 * cookie and need one.
 */
@Configuration(proxyBeanMethods = false)
class Access {

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @Bean
  @Order(1)
  SecurityWebFilterChain api(ServerHttpSecurity http) {
    return common(http)
        .securityMatcher(
            ServerWebExchangeMatchers.pathMatchers("/api/**", "/operator/**", "/actuator/**"))
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .build();
  }

  @Bean
  @Order(2)
  SecurityWebFilterChain pages(ServerHttpSecurity http, SessionCookie cookie) {
    return common(http)
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(cookie.csrfTokens())
                    .accessDeniedHandler(
                        (exchange, denied) ->
                            Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN))))
        .build();
  }

  private static ServerHttpSecurity common(ServerHttpSecurity http) {
    return http.authorizeExchange(exchange -> exchange.anyExchange().permitAll())
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)));
  }
}
