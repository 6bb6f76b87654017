package org.twofold.mfa.challenge;

import java.time.Duration;
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
import reactor.core.publisher.Mono;

/** What the gateway asks. */
@RestController
@RequestMapping("/internal/v1/challenges")
class ChallengeController {

  private static final Logger LOG = LoggerFactory.getLogger(ChallengeController.class);
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final ChallengeVerifier verifier;

  ChallengeController(ChallengeVerifier verifier) {
    this.verifier = verifier;
  }

  record Question(String userId, String loginId, String purpose, String method, String code) {

    /** Nothing of the code. */
    @Override
    public String toString() {
      return "Question[" + loginId + "]";
    }
  }

  record Reply(String result, @Nullable Integer attemptsLeft, @Nullable Instant retryAt) {
    static Reply of(String result) {
      return new Reply(result, null, null);
    }
  }

  @PostMapping("/{challengeId}/verification")
  Mono<Reply> verify(@PathVariable String challengeId, @RequestBody Question question) {
    return verifier
        .verify(
            new Claim(
                challengeId,
                question.userId(),
                question.loginId(),
                question.purpose(),
                question.method(),
                question.code()))
        .timeout(LIMIT)
        .map(ChallengeController::reply)
        .onErrorMap(
            failure -> {
              LOG.warn("A code could not be checked ({}).", failure.getClass().getSimpleName());
              return new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
            });
  }

  private static Reply reply(Verification verification) {
    return switch (verification) {
      case Verification.Accepted accepted -> Reply.of("ACCEPTED");
      case Verification.Wrong wrong -> new Reply("WRONG", wrong.attemptsLeft(), null);
      case Verification.Expired expired -> Reply.of("EXPIRED");
      case Verification.Exhausted exhausted -> Reply.of("EXHAUSTED");
      case Verification.NotYet notYet -> Reply.of("NOT_YET");
      case Verification.Delayed delayed -> new Reply("DELAYED", null, delayed.until());
    };
  }
}
