package org.twofold.gateway.mfa;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The connection to the mfa-service. Anything but its clear answer is an {@link
 * UnavailableException} (B9).
 */
@Component
class MfaHttp {

  private static final Logger LOG = LoggerFactory.getLogger(MfaHttp.class);

  private static final String NO_TRUST =
      "no secure connection: it must speak TLS, its certificate name the host of twofold.mfa.url,"
          + " and each side trust the authority of the other, spring.ssl.bundle.pem.mfa";

  private final MfaConnection connection;
  private final Duration timeout;

  MfaHttp(MfaConnection connection, MfaSettings settings) {
    this.connection = connection;
    this.timeout = settings.timeout();
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
    WebClient.RequestBodySpec request = connection.client().method(method).uri(path, ids);
    WebClient.RequestHeadersSpec<?> whole = body == null ? request : request.bodyValue(body);
    return whole
        .exchangeToMono(response -> read(response, expected, type))
        .timeout(timeout)
        .switchIfEmpty(Mono.error(UnavailableException::new))
        .onErrorMap(
            failure -> !(failure instanceof UnavailableException),
            failure -> {
              LOG.warn("The mfa-service gave no answer ({}); nothing was decided.", why(failure));
              return new UnavailableException();
            });
  }

  /** In our words or by its type; never by its message, which could quote what was asked. */
  private static String why(Throwable failure) {
    boolean isOfTls =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .anyMatch(SSLException.class::isInstance);
    return isOfTls
        ? NO_TRUST
        : NestedExceptionUtils.getMostSpecificCause(failure).getClass().getSimpleName();
  }

  private static <T> Mono<T> read(ClientResponse response, HttpStatus expected, Class<T> type) {
    return response.statusCode().isSameCodeAs(expected)
        ? response.bodyToMono(type)
        : response.releaseBody().then(Mono.error(UnavailableException::new));
  }
}
