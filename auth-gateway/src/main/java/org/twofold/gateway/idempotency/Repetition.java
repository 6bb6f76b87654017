package org.twofold.gateway.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.twofold.gateway.login.LoginAnswer;
import org.twofold.gateway.login.LoginRepeat;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The answer to a request that was answered before: the same, but never a token that is stored. */
@Component
class Repetition {

  private final LoginRepeat logins;
  private final JsonMapper json;

  Repetition(LoginRepeat logins, JsonMapper json) {
    this.logins = logins;
    this.json = json;
  }

  /** The login whose token is in an answer, which therefore is not kept; null where none is. */
  @Nullable String loginToMakeAnew(String answer) {
    JsonNode tree = json.readTree(answer);
    boolean hasToken = tree.has("loginToken") || tree.path("session").has("token");
    return hasToken ? tree.path("loginId").asString("") : null;
  }

  Mono<Void> answer(Claim claim, ServerWebExchange exchange) {
    int status = claim.status() == null ? 200 : claim.status();
    if (claim.loginId() instanceof String loginId) {
      return logins
          .repeat(loginId)
          .switchIfEmpty(Mono.error(() -> Problem.of(ProblemName.LOGIN_EXPIRED)))
          .flatMap(
              state -> write(exchange, status, json.writeValueAsString(LoginAnswer.of(state))));
    }
    return write(exchange, status, claim.answer() == null ? "{}" : claim.answer());
  }

  private static Mono<Void> write(ServerWebExchange exchange, int status, String body) {
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(HttpStatusCode.valueOf(status));
    response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body.getBytes(UTF_8))));
  }
}
