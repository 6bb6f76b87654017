package org.twofold.gateway.mfa;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sets up with the mfa-service what codes are checked against later. Anything but its clear answer
 * is an {@link UnavailableException}; no answer is ever empty.
 */
@Component
public class Enrolments {

  private final MfaHttp http;

  Enrolments(MfaHttp http) {
    this.http = http;
  }

  /**
   * A secret, shown once.
   *
   * @param secret base32 without padding
   * @param expiresAt when it dies if no code confirms it
   */
  public record Secret(String secret, String algorithm, int digits, int period, Instant expiresAt) {

    /** Nothing of it. */
    @Override
    public String toString() {
      return "Secret[•••]";
    }
  }

  private record Codes(@Nullable List<String> codes) {

    /** Nothing of them. */
    @Override
    public String toString() {
      return "Codes[•••]";
    }
  }

  /** An authenticator that was set up elsewhere. */
  public record Imported(String userId, String totpId, String secret) {

    /** Nothing of the secret. */
    @Override
    public String toString() {
      return "Imported[" + totpId + "]";
    }
  }

  private record Refused(@Nullable List<Integer> refused) {}

  /** Begins an authenticator. */
  public Mono<Secret> begin(String userId, String totpId) {
    return http.ask(
        HttpMethod.PUT,
        null,
        HttpStatus.CREATED,
        Secret.class,
        "/internal/v1/users/{userId}/totp/{totpId}",
        userId,
        totpId);
  }

  /** Confirms it with its first code; the same code again is accepted again. */
  public Mono<Verification> confirm(String userId, String totpId, String code) {
    return http.ask(
            HttpMethod.POST,
            Map.of("code", code),
            HttpStatus.OK,
            Reply.class,
            "/internal/v1/users/{userId}/totp/{totpId}/confirmation",
            userId,
            totpId)
        .map(Reply::verification);
  }

  /** Makes a set of backup codes, shown once. */
  public Mono<List<String>> backupCodes(String userId, String setId) {
    return http.ask(
            HttpMethod.PUT,
            null,
            HttpStatus.CREATED,
            Codes.class,
            "/internal/v1/users/{userId}/backup-codes/{setId}",
            userId,
            setId)
        .map(
            made -> {
              if (made.codes() == null) {
                throw new UnavailableException();
              }
              return made.codes();
            });
  }

  /**
   * Takes over authenticators that were set up elsewhere, at most 100.
   *
   * @return the places of those that were refused
   */
  public Mono<List<Integer>> take(List<Imported> authenticators) {
    return http.ask(
            HttpMethod.POST,
            authenticators,
            HttpStatus.OK,
            Refused.class,
            "/internal/v1/totp-imports")
        .map(
            answer -> {
              if (answer.refused() == null) {
                throw new UnavailableException();
              }
              return answer.refused();
            });
  }
}
