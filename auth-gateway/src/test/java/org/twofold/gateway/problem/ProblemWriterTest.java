package org.twofold.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemWriterTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ProblemWriter writer = new ProblemWriter(JSON);
  private MockServerWebExchange exchange = asking("en");

  @ParameterizedTest
  @EnumSource(ProblemName.class)
  void everyProblemHasItsTypeAndSaysWhatToDoInBothLanguages(ProblemName name) {
    JsonNode english = written(Problem.of(name));
    assertThat(exchange.getResponse().getStatusCode()).isEqualTo(name.status());
    assertThat(exchange.getResponse().getHeaders())
        .satisfies(
            headers -> {
              assertThat(headers.getFirst("Content-Type")).isEqualTo("application/problem+json");
              assertThat(headers.getFirst("Content-Language")).isEqualTo("en");
              assertThat(headers.getFirst("Cache-Control")).isEqualTo("no-store");
            });
    exchange = asking("fr");
    JsonNode french = written(Problem.of(name));

    assertThat(english.propertyNames())
        .containsExactlyInAnyOrder("type", "title", "status", "detail");
    assertThat(english.path("type").asString()).isEqualTo("urn:twofold:problem:" + name.wireName());
    assertThat(english.path("status").asInt()).isEqualTo(name.status().value());
    for (String text : List.of("title", "detail")) {
      assertThat(english.path(text).asString()).isNotBlank();
      assertThat(french.path(text).asString())
          .isNotBlank()
          .isNotEqualTo(english.path(text).asString());
    }
  }

  @Test
  void namesTheFieldThatWasRefused() {
    JsonNode body = written(Problem.field("email", "email"));

    assertThat(body.path("errors")).hasSize(1);
    assertThat(body.path("errors").get(0).path("field").asString()).isEqualTo("email");
    assertThat(body.path("errors").get(0).path("message").asString())
        .isEqualTo("is no email address");
  }

  @Test
  void saysWhenToComeAgainInWholeSecondsAndNeverTooEarly() {
    assertThat(retryAfter(Duration.ofMillis(-5))).isEqualTo("1");
    assertThat(retryAfter(Duration.ofMillis(1))).isEqualTo("1");
    assertThat(retryAfter(Duration.ofMillis(1001))).isEqualTo("2");
    assertThat(retryAfter(Duration.ofMinutes(5))).isEqualTo("300");
  }

  @Test
  void carriesWhatTheContractAddsToIt() {
    assertThat(written(Problem.of(ProblemName.WRONG_CODE, "attemptsLeft", 0)).path("attemptsLeft"))
        .hasToString("0");
  }

  private String retryAfter(Duration wait) {
    exchange = asking("en");
    written(Problem.later(ProblemName.TOO_MANY_ATTEMPTS, wait));
    return exchange.getResponse().getHeaders().getFirst("Retry-After");
  }

  private JsonNode written(Problem problem) {
    writer.write(exchange, problem).block();
    return JSON.readTree(exchange.getResponse().getBodyAsString().block());
  }

  private static MockServerWebExchange asking(String language) {
    return MockServerWebExchange.from(
        MockServerHttpRequest.get("/api/v1/session").header("Accept-Language", language));
  }
}
