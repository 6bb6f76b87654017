package org.twofold.mfa.challenge;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.mfa.lockout.Identifier;
import org.twofold.mfa.lockout.Reply;
import reactor.core.publisher.Mono;

/** What the gateway asks. */
@RestController
@RequestMapping("/internal/v1/challenges")
class ChallengeController {

  private final ChallengeVerifier verifier;

  ChallengeController(ChallengeVerifier verifier) {
    this.verifier = verifier;
  }

  record Question(
      @Identifier String userId,
      @Identifier String loginId,
      @NotNull Purpose purpose,
      @NotNull Method method,
      @NotNull String code) {

    /** What the gateway made canonical (B8): nothing else is compared. */
    @AssertTrue(message = "must have the form of its purpose")
    boolean isCodeOfItsForm() {
      return code == null || purpose == null || CodeForm.of(purpose).fits(code);
    }

    Claim claim(String challengeId) {
      return new Claim(challengeId, userId, loginId, purpose, method, code);
    }

    /** Nothing of the code. */
    @Override
    public String toString() {
      return "Question[" + loginId + "]";
    }
  }

  @PostMapping("/{challengeId}/verification")
  Mono<Reply> verify(
      @PathVariable @Identifier String challengeId, @Valid @RequestBody Question question) {
    return Mono.defer(() -> verifier.verify(question.claim(challengeId))).map(Reply::of);
  }
}
