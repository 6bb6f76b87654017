package org.twofold.mfa.backupcode;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import reactor.core.publisher.Mono;

/** What the gateway asks of backup codes. It chooses the ids of sets, and which of them counts. */
@RestController
@RequestMapping("/internal/v1/users/{userId}/backup-codes/{setId}")
class BackupCodeController {

  /** What the gateway made canonical (B8): nothing else is compared. */
  private static final String CODE = "[A-Z2-7]{16}";

  private final BackupCodeIssuer issuer;
  private final BackupCodeVerifier verifier;

  BackupCodeController(BackupCodeIssuer issuer, BackupCodeVerifier verifier) {
    this.issuer = issuer;
    this.verifier = verifier;
  }

  record Made(List<String> codes) {

    static Made of(Optional<List<String>> issued) {
      return issued
          .map(Made::new)
          .orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT));
    }

    /** Nothing of the codes. */
    @Override
    public String toString() {
      return "Made[" + codes.size() + "]";
    }
  }

  record Question(
      @Identifier String loginId,
      @NotNull @Pattern(regexp = LoginTry.PURPOSES) String purpose,
      @NotNull Instant loginExpiresAt,
      @NotNull @Pattern(regexp = CODE) String code) {

    LoginTry login(String userId) {
      return new LoginTry(
          userId, loginId, Method.BACKUP_CODE, Purpose.valueOf(purpose), loginExpiresAt);
    }

    /** Nothing of the code. */
    @Override
    public String toString() {
      return "Question[" + loginId + "]";
    }
  }

  @PutMapping
  @ResponseStatus(HttpStatus.CREATED)
  Mono<Made> issue(
      @PathVariable @Identifier String userId, @PathVariable @Identifier String setId) {
    return issuer.issue(userId, setId).map(Made::of);
  }

  @PostMapping("/verification")
  Mono<Reply> verify(
      @PathVariable @Identifier String userId,
      @PathVariable @Identifier String setId,
      @Valid @RequestBody Question question) {
    return verifier.verify(question.login(userId), setId, question.code()).map(Reply::of);
  }
}
