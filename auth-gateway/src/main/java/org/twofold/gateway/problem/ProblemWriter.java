package org.twofold.gateway.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as {@code application/problem+json} in the client's language. */
@Component
public class ProblemWriter {

  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);

  private final JsonMapper json;
  private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

  ProblemWriter(JsonMapper json) {
    this.json = json;
    texts.setBasename("problems");
    texts.setDefaultEncoding("UTF-8");
    texts.setFallbackToSystemLocale(false);
    texts.setAlwaysUseMessageFormat(true);
    texts.setDefaultLocale(Locale.ENGLISH);
  }

  /** Writes it and ends the response. */
  public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
    Locale language = language(exchange);
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(problem.name().status());
    HttpHeaders headers = response.getHeaders();
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.setContentLanguage(language);
    headers.setCacheControl("no-store");
    if (problem.retryAfterSeconds() > 0) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfterSeconds()));
    }
    byte[] body = json.writeValueAsBytes(body(problem, language));
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }

  /** The best of our languages for this client; English where it asks for none of them. */
  public static Locale language(ServerWebExchange exchange) {
    String accepted = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE);
    try {
      Locale found =
          accepted == null ? null : Locale.lookup(Locale.LanguageRange.parse(accepted), LANGUAGES);
      return found == null ? Locale.ENGLISH : found;
    } catch (IllegalArgumentException e) {
      return Locale.ENGLISH;
    }
  }

  private Map<String, Object> body(Problem problem, Locale language) {
    String name = problem.name().wireName();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "urn:twofold:problem:" + name);
    body.put("title", text(name + ".title", language));
    body.put("status", problem.name().status().value());
    body.put("detail", text(name + ".detail", language));
    if (!problem.errors().isEmpty()) {
      body.put(
          "errors",
          problem.errors().stream()
              .map(
                  error ->
                      Map.of(
                          "field",
                          error.field(),
                          "message",
                          text("field." + error.message(), language)))
              .toList());
    }
    body.putAll(problem.members());
    return body;
  }

  private String text(String key, Locale language) {
    return texts.getMessage(key, new Object[0], language);
  }
}
