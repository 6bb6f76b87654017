package org.twofold.gateway.mfa;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.twofold.keys.Credential;
import reactor.core.publisher.Mono;

/**
 * The connection to the mfa-service. Anything but its clear answer is an {@link
 * UnavailableException} (B9).
 */
@Component
class MfaHttp {

  private static final Logger LOG = LoggerFactory.getLogger(MfaHttp.class);

  private final WebClient http;
  private final Duration timeout;

  MfaHttp(MfaSettings settings) {
    Credential credential = Credential.read(settings.tokenFile(), "twofold.mfa.token-file");
    this.timeout = settings.timeout();
    this.http =
        WebClient.builder()
            .baseUrl(settings.url().toString())
            .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + credential.token())
            .build();
  }

  /**
   * Asks; never empty.
   *
   * @param body null where there is none
   * @param expected the one status that is an answer
   */
  <T> Mono<T> ask(
      HttpMethod method,
      @Nullable Object body,
      HttpStatus expected,
      Class<T> type,
      String path,
      Object... ids) {
    WebClient.RequestBodySpec request = http.method(method).uri(path, ids);
    WebClient.RequestHeadersSpec<?> whole = body == null ? request : request.bodyValue(body);
    return whole
        .exchangeToMono(response -> read(response, expected, type))
        .timeout(timeout)
        .switchIfEmpty(Mono.error(UnavailableException::new))
        .onErrorMap(
            failure -> !(failure instanceof UnavailableException),
            failure -> {
              LOG.warn(
                  "The mfa-service gave no answer ({}); nothing was decided.",
                  failure.getClass().getSimpleName());
              return new UnavailableException();
            });
  }

  private static <T> Mono<T> read(ClientResponse response, HttpStatus expected, Class<T> type) {
    return response.statusCode().isSameCodeAs(expected)
        ? response.bodyToMono(type)
        : response.releaseBody().then(Mono.error(UnavailableException::new));
  }
}
