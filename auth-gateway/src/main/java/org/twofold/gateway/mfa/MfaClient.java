package org.twofold.gateway.mfa;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.twofold.keys.Credential;
import reactor.core.publisher.Mono;

/**
 * Asks the mfa-service whether a code is right. Anything but its clear answer is an {@link
 * UnavailableException}.
 */
@Component
public class MfaClient {

  private static final Logger LOG = LoggerFactory.getLogger(MfaClient.class);

  private final WebClient http;
  private final Duration timeout;

  MfaClient(MfaSettings settings) {
    Credential credential = Credential.read(settings.tokenFile(), "twofold.mfa.token-file");
    this.timeout = settings.timeout();
    this.http =
        WebClient.builder()
            .baseUrl(settings.url().toString())
            .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + credential.token())
            .build();
  }

  private record Question(
      String userId, String loginId, String purpose, String method, String code) {

    /** Nothing of the code: an encoder may log what it writes. */
    @Override
    public String toString() {
      return "Question[" + loginId + "]";
    }
  }

  private record Reply(
      @Nullable String result,
      @Nullable Integer attemptsLeft,
      @Nullable Instant retryAt,
      @Nullable Boolean locked) {}

  /** Checks a code; never empty. */
  public Mono<Verification> verify(CodeCheck check) {
    return http.post()
        .uri("/internal/v1/challenges/{id}/verification", check.challengeId())
        .bodyValue(
            new Question(
                check.userId(),
                check.loginId(),
                check.purpose().name(),
                check.method().name(),
                check.code()))
        .exchangeToMono(MfaClient::reply)
        .timeout(timeout)
        .map(MfaClient::verification)
        .switchIfEmpty(Mono.error(UnavailableException::new))
        .onErrorMap(
            failure -> !(failure instanceof UnavailableException),
            failure -> {
              LOG.warn(
                  "The mfa-service did not check a code ({}); the login stays open.",
                  failure.getClass().getSimpleName());
              return new UnavailableException();
            });
  }

  private static Mono<Reply> reply(ClientResponse response) {
    return response.statusCode().isSameCodeAs(HttpStatus.OK)
        ? response.bodyToMono(Reply.class)
        : response.releaseBody().then(Mono.error(UnavailableException::new));
  }

  private static Verification verification(Reply reply) {
    return switch (reply.result()) {
      case "ACCEPTED" -> new Verification.Accepted();
      case "WRONG" -> wrong(reply.attemptsLeft());
      case "EXPIRED" -> new Verification.Expired();
      case "EXHAUSTED" -> new Verification.Exhausted();
      case "NOT_YET" -> new Verification.NotYet();
      case "DELAYED" -> new Verification.Delayed(reply.retryAt());
      case null, default -> throw new UnavailableException();
    };
  }

  private static Verification wrong(@Nullable Integer attemptsLeft) {
    if (attemptsLeft == null) {
      throw new UnavailableException();
    }
    return new Verification.Wrong(attemptsLeft);
  }
}
