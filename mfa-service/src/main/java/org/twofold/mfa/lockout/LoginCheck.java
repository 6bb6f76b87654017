package org.twofold.mfa.lockout;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks a code that nobody sent, with the tries of its login and the failures of its factor. */
@Component
public class LoginCheck {

  private final CountedTry countedTry;
  private final Tries tries;
  private final CodeEvents events;
  private final Clock clock;

  LoginCheck(CountedTry countedTry, Tries tries, CodeEvents events, Clock clock) {
    this.countedTry = countedTry;
    this.tries = tries;
    this.events = events;
    this.clock = clock;
  }

  /** The code, for whoever can tell whether it is right. */
  public interface Typed {

    /**
     * Whether the login was let in by this factor; says so only to a login that lost its answer.
     */
    Mono<Boolean> letIn();

    /**
     * Compares and, if right, uses up, with a guard that no other login and no other code passes.
     */
    Mono<Attempt.Judgement> judge();
  }

  /**
   * Checks; never empty. Nothing is right for a login that is over.
   *
   * @param within after which the code counts as not checked
   */
  public Mono<Verification> check(LoginTry login, Typed typed, Duration within) {
    return login.loginExpiresAt().isAfter(clock.instant())
        ? countedTry.check(new LoginAttempt(login, typed, tries, events), within)
        : Mono.just(new Verification.Expired());
  }
}
