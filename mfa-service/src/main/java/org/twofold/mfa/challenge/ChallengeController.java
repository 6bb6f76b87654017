package org.twofold.mfa.challenge;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import reactor.core.publisher.Mono;

/** What the gateway asks. */
@RestController
@RequestMapping("/internal/v1/challenges")
class ChallengeController {

  private static final Logger LOG = LoggerFactory.getLogger(ChallengeController.class);
  private static final String ID = "[A-Za-z0-9_-]{1,64}";

  /** What the gateway made canonical (B8): nothing else is compared. */
  private static final String CODE = "[0-9]{6}";

  private final ChallengeVerifier verifier;

  ChallengeController(ChallengeVerifier verifier) {
    this.verifier = verifier;
  }

  record Question(
      @NotNull @Pattern(regexp = ID) String userId,
      @NotNull @Pattern(regexp = ID) String loginId,
      @NotNull Purpose purpose,
      @NotNull Method method,
      @NotNull @Pattern(regexp = CODE) String code) {

    Claim claim(String challengeId) {
      return new Claim(challengeId, userId, loginId, purpose, method, code);
    }

    /** Nothing of the code. */
    @Override
    public String toString() {
      return "Question[" + loginId + "]";
    }
  }

  record Reply(
      String result, @Nullable Integer attemptsLeft, @Nullable Instant retryAt, boolean locked) {

    static Reply of(Verification verification) {
      return switch (verification) {
        case Verification.Accepted accepted -> new Reply("ACCEPTED", null, null, false);
        case Verification.Wrong wrong ->
            new Reply("WRONG", wrong.attemptsLeft(), wrong.next(), wrong.locked());
        case Verification.Expired expired -> new Reply("EXPIRED", null, null, false);
        case Verification.Exhausted exhausted -> new Reply("EXHAUSTED", null, null, false);
        case Verification.NotYet notYet -> new Reply("NOT_YET", null, null, false);
        case Verification.Delayed delayed ->
            new Reply("DELAYED", null, delayed.until(), delayed.until() == null);
      };
    }
  }

  @PostMapping("/{challengeId}/verification")
  Mono<Reply> verify(
      @PathVariable @Pattern(regexp = ID) String challengeId,
      @Valid @RequestBody Question question) {
    return Mono.defer(() -> verifier.verify(question.claim(challengeId)))
        .map(Reply::of)
        .onErrorMap(ChallengeController::unavailable);
  }

  /** No failure lets anybody in (B9), and none is quoted: it could name what it was about. */
  private static Throwable unavailable(Throwable failure) {
    LOG.warn("A code could not be checked ({}).", failure.getClass().getSimpleName());
    return new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
  }
}
