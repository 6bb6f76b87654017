package org.twofold.mfa.totp;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.mfa.lockout.Identifier;
import org.twofold.mfa.lockout.LoginTry;
import org.twofold.mfa.lockout.Reply;
import org.twofold.mfa.otp.TotpParameters.Algorithm;
import reactor.core.publisher.Mono;

/** What the gateway asks of authenticators. It chooses their ids, and which of them count. */
@RestController
@RequestMapping("/internal/v1/users/{userId}/totp")
class TotpController {

  /** What the gateway made canonical (B8): nothing else is compared. */
  private static final String CODE = "[0-9]{6,8}";

  private static final int MOST_AUTHENTICATORS = 20;

  private final Enrolment enrolment;
  private final Confirmation confirmation;
  private final TotpVerifier verifier;

  TotpController(Enrolment enrolment, Confirmation confirmation, TotpVerifier verifier) {
    this.enrolment = enrolment;
    this.confirmation = confirmation;
    this.verifier = verifier;
  }

  record Made(String secret, Algorithm algorithm, int digits, int period, Instant expiresAt) {

    static Made of(Enrolment.Enrolled enrolled) {
      return new Made(
          enrolled.secret(),
          enrolled.parameters().algorithm(),
          enrolled.parameters().digits(),
          enrolled.parameters().period(),
          enrolled.expiresAt());
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
      return "Made[" + expiresAt + "]";
    }
  }

  record Typed(@NotNull @Pattern(regexp = CODE) String code) {

    /** Nothing of the code. */
    @Override
    public String toString() {
      return "Typed[]";
    }
  }

  record Question(
      @Identifier String loginId,
      @NotNull @Pattern(regexp = LoginTry.PURPOSES) String purpose,
      @NotNull Instant loginExpiresAt,
      @NotNull @Size(min = 1, max = MOST_AUTHENTICATORS) List<@Identifier String> totpIds,
      @NotNull @Pattern(regexp = CODE) String code) {

    LoginTry login(String userId) {
      return new LoginTry(userId, loginId, Method.TOTP, Purpose.valueOf(purpose), loginExpiresAt);
    }

    /** Nothing of the code. */
    @Override
    public String toString() {
      return "Question[" + loginId + "]";
    }
  }

  @PutMapping("/{totpId}")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<Made> enrol(
      @PathVariable @Identifier String userId, @PathVariable @Identifier String totpId) {
    return enrolment.enrol(userId, totpId).map(TotpController::made);
  }

  private static Made made(Optional<Enrolment.Enrolled> enrolled) {
    return enrolled
        .map(Made::of)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT));
  }

  @PostMapping("/{totpId}/confirmation")
  Mono<Reply> confirm(
      @PathVariable @Identifier String userId,
      @PathVariable @Identifier String totpId,
      @Valid @RequestBody Typed typed) {
    return confirmation.confirm(userId, totpId, typed.code()).map(Reply::of);
  }

  @PostMapping("/verification")
  Mono<Reply> verify(
      @PathVariable @Identifier String userId, @Valid @RequestBody Question question) {
    return verifier
        .verify(question.login(userId), question.totpIds(), question.code())
        .map(Reply::of);
  }
}
