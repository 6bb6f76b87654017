package org.twofold.gateway.mfa;

import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.twofold.events.Purpose;
import reactor.core.publisher.Mono;

/**
 * Asks the mfa-service whether a code is right. Anything but its clear answer is an {@link
 * UnavailableException}; no answer is ever empty.
 */
@Component
public class MfaClient {

  private final MfaHttp http;

  MfaClient(MfaHttp http) {
    this.http = http;
  }

  private record Question(
      String userId, String loginId, String purpose, String method, String code) {

    /** Nothing of the code: an encoder may log what it writes. */
    @Override
    public String toString() {
      return "Question[" + loginId + "]";
    }
  }

  /**
   * The login that a code without a challenge is tried in.
   *
   * @param expiresAt when the login's time is up
   */
  public record Attempt(String userId, String loginId, Purpose purpose, Instant expiresAt) {}

  private record TotpQuestion(
      String loginId, String purpose, Instant loginExpiresAt, List<String> totpIds, String code) {

    /** Nothing of the code. */
    @Override
    public String toString() {
      return "TotpQuestion[" + loginId + "]";
    }
  }

  private record BackupQuestion(
      String loginId, String purpose, Instant loginExpiresAt, String code) {

    /** Nothing of the code. */
    @Override
    public String toString() {
      return "BackupQuestion[" + loginId + "]";
    }
  }

  /** Checks a code that was sent. */
  public Mono<Verification> verify(CodeCheck check) {
    return ask(
        new Question(
            check.userId(),
            check.loginId(),
            check.purpose().name(),
            check.method().name(),
            check.code()),
        "/internal/v1/challenges/{id}/verification",
        check.challengeId());
  }

  /**
   * Checks a code of an authenticator.
   *
   * @param totpIds those that count, by the account's document
   */
  public Mono<Verification> verifyTotp(Attempt attempt, List<String> totpIds, String code) {
    return ask(
        new TotpQuestion(
            attempt.loginId(), attempt.purpose().name(), attempt.expiresAt(), totpIds, code),
        "/internal/v1/users/{userId}/totp/verification",
        attempt.userId());
  }

  /**
   * Checks a backup code.
   *
   * @param setId the set that counts, by the account's document
   */
  public Mono<Verification> verifyBackupCode(Attempt attempt, String setId, String code) {
    return ask(
        new BackupQuestion(attempt.loginId(), attempt.purpose().name(), attempt.expiresAt(), code),
        "/internal/v1/users/{userId}/backup-codes/{setId}/verification",
        attempt.userId(),
        setId);
  }

  private Mono<Verification> ask(Object question, String path, Object... ids) {
    return http.ask(HttpMethod.POST, question, HttpStatus.OK, Reply.class, path, ids)
        .map(Reply::verification);
  }
}
