package org.twofold.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.ChallengeSettings;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.account.Lock;
import org.twofold.gateway.login.LoginAuthenticator.Opened;
import org.twofold.gateway.throttle.SendBudget;
import org.twofold.messaging.Outgoing;
import reactor.core.publisher.Mono;

/**
 * Asks for a code again, or by another method. The code is the same while the challenge of its
 * method lives, else a new one; one by another method voids it. A method that sends nothing is
 * chosen, and voids nothing.
 */
@Component
public class SendAgain {

  private final LoginAuthenticator authenticator;
  private final Logins logins;
  private final LoginEvents events;
  private final LoginStates states;
  private final Contacts contacts;
  private final SendBudget budget;
  private final ChallengeSettings challenges;
  private final Clock clock;

  SendAgain(
      LoginAuthenticator authenticator,
      Logins logins,
      LoginEvents events,
      LoginStates states,
      Contacts contacts,
      SendBudget budget,
      ChallengeSettings challenges,
      Clock clock) {
    this.authenticator = authenticator;
    this.logins = logins;
    this.events = events;
    this.states = states;
    this.contacts = contacts;
    this.budget = budget;
    this.challenges = challenges;
    this.clock = clock;
  }

  /** What became of the asking. */
  public sealed interface Outcome {

    /** On its way, or chosen. */
    record Sent(LoginState state) implements Outcome {}

    /** Not before: a code was just sent, or too many were. */
    record TooSoon(Duration pause) implements Outcome {}

    /**
     * The method takes no codes after many failures.
     *
     * @param until when it does; null: not by itself
     */
    record Closed(@Nullable Instant until) implements Outcome {}

    /** The login's time is up. */
    record LoginExpired() implements Outcome {}

    /** The method is none of this login's. */
    record NotAMethod() implements Outcome {}
  }

  /** Asks; empty where the token opens no login. */
  public Mono<Outcome> send(@Nullable String token, Method method) {
    return authenticator.open(token).flatMap(opened -> send(opened, method));
  }

  private Mono<Outcome> send(Opened opened, Method method) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (opened.isOver()) {
      return Mono.just(new Outcome.LoginExpired());
    }
    if (!LoginStates.ways(opened.account(), opened.login().purpose()).contains(method)) {
      return Mono.just(new Outcome.NotAMethod());
    }
    if (opened.account().methods().closed(method, now) instanceof Lock lock) {
      return Mono.just(new Outcome.Closed(lock.opensAt()));
    }
    return method == Method.EMAIL || method == Method.SMS
        ? message(opened, method, now)
        : logins.choose(opened.login(), method).flatMap(won -> outcome(opened, won));
  }

  private Mono<Outcome> message(Opened opened, Method method, Instant now) {
    Instant again = opened.login().resendAt(method);
    if (again.isAfter(now)) {
      return back(opened, method, now)
          .thenReturn(new Outcome.TooSoon(Duration.between(now, again)));
    }
    Account account = opened.account();
    return budget
        .take(account.id(), method, contacts.destination(account, method))
        .flatMap(
            answer ->
                switch (answer) {
                  case SendBudget.Answer.Granted granted ->
                      message(opened, next(opened, method, now))
                          .flatMap(outcome -> settle(outcome, account, method, granted));
                  case SendBudget.Answer.Full full ->
                      Mono.just(new Outcome.TooSoon(Duration.between(now, full.until())));
                });
  }

  /** To a method whose code is still alive nothing need be sent: it is asked for again. */
  private Mono<Boolean> back(Opened opened, Method method, Instant now) {
    SentChallenge present = opened.login().challengeOf(method);
    return present != null && present.isLive(now) && opened.login().method() != method
        ? logins.choose(opened.login(), method)
        : Mono.just(false);
  }

  /** Whom another request outran is sent nothing, and nothing is counted. */
  private Mono<Outcome> settle(
      Outcome outcome, Account account, Method method, SendBudget.Answer.Granted taken) {
    return outcome instanceof Outcome.Sent
        ? Mono.just(outcome)
        : budget
            .giveBack(account.id(), method, contacts.destination(account, method), taken)
            .onErrorComplete()
            .thenReturn(outcome);
  }

  private Mono<Outcome> message(Opened opened, SentChallenge next) {
    return logins
        .challenge(
            opened.login(),
            next,
            Outgoing.of(events.requested(opened.login(), opened.account(), next)))
        .flatMap(won -> outcome(opened, won));
  }

  private Mono<Outcome> outcome(Opened opened, boolean won) {
    return won
        ? logins
            .find(opened.login().id())
            .map(login -> new Outcome.Sent(states.pending(login, opened.account(), null)))
        : Mono.just(new Outcome.TooSoon(challenges.resendPause()));
  }

  private SentChallenge next(Opened opened, Method method, Instant now) {
    SentChallenge before = opened.login().challengeOf(method);
    return before != null && before.isLive(now)
        ? before.sentAgain(now, challenges.resendPause())
        : SentChallenge.begin(method, now, challenges);
  }
}
