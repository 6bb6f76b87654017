package org.twofold.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.ChallengeSettings;
import org.twofold.gateway.login.LoginAuthenticator.Opened;
import reactor.core.publisher.Mono;

/**
 * Sends the code again: the same while its challenge lives, else a new one. At most once in the
 * pause.
 */
@Component
public class SendAgain {

  private final LoginAuthenticator authenticator;
  private final Logins logins;
  private final LoginEvents events;
  private final LoginStates states;
  private final ChallengeSettings challenges;
  private final Clock clock;

  SendAgain(
      LoginAuthenticator authenticator,
      Logins logins,
      LoginEvents events,
      LoginStates states,
      ChallengeSettings challenges,
      Clock clock) {
    this.authenticator = authenticator;
    this.logins = logins;
    this.events = events;
    this.states = states;
    this.challenges = challenges;
    this.clock = clock;
  }

  /** What became of the asking. */
  public sealed interface Outcome {

    /** On its way. */
    record Sent(LoginState state) implements Outcome {}

    /** Not before. */
    record TooSoon(Duration pause) implements Outcome {}

    /** The login's time is up. */
    record LoginExpired() implements Outcome {}

    /** The method is none of this account's. */
    record NotAMethod() implements Outcome {}
  }

  /** Asks; empty where the token opens no login. */
  public Mono<Outcome> send(@Nullable String token, Method method) {
    return authenticator
        .open(token)
        .flatMap(
            opened -> {
              if (opened.isOver()) {
                return Mono.just(new Outcome.LoginExpired());
              }
              return method == Method.EMAIL && opened.account().emailEnabled()
                  ? send(opened, method)
                  : Mono.just(new Outcome.NotAMethod());
            });
  }

  private Mono<Outcome> send(Opened opened, Method method) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    SentChallenge before = opened.login().challenge();
    if (before != null && before.method() == method && before.resendAt().isAfter(now)) {
      return Mono.just(new Outcome.TooSoon(Duration.between(now, before.resendAt())));
    }
    SentChallenge next = next(before, method, now);
    return logins
        .challenge(opened.login(), next, events.requested(opened.login(), opened.account(), next))
        .flatMap(
            won ->
                won
                    ? logins
                        .find(opened.login().id())
                        .map(login -> states.pending(login, opened.account(), null))
                        .map(Outcome.Sent::new)
                    : Mono.just(new Outcome.TooSoon(challenges.resendPause())));
  }

  private SentChallenge next(@Nullable SentChallenge before, Method method, Instant now) {
    return before != null && before.method() == method && before.isLive(now)
        ? before.sentAgain(now, challenges.resendPause())
        : SentChallenge.begin(method, now, challenges);
  }
}
