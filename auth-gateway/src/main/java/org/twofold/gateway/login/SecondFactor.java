package org.twofold.gateway.login;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.login.LoginAuthenticator.Opened;
import org.twofold.gateway.mfa.CodeCheck;
import org.twofold.gateway.mfa.MfaClient;
import org.twofold.gateway.mfa.Verification;
import reactor.core.publisher.Mono;

/**
 * The second step: a code. The mfa-service consumes it for this login; then one guarded update
 * makes the session. After a crash in between the same right code gets the same yes, and nobody
 * else does.
 */
@Component
public class SecondFactor {

  private static final List<String> PASSWORD_AND_CODE = List.of("pwd", "otp");

  private final LoginAuthenticator authenticator;
  private final MfaClient mfa;
  private final Logins logins;
  private final Accounts accounts;
  private final LoginEvents events;
  private final LoginStates states;
  private final TokenHash hashes;
  private final LoginSettings settings;
  private final Clock clock;

  SecondFactor(
      LoginAuthenticator authenticator,
      MfaClient mfa,
      Logins logins,
      Accounts accounts,
      LoginEvents events,
      LoginStates states,
      TokenHash hashes,
      LoginSettings settings,
      Clock clock) {
    this.authenticator = authenticator;
    this.mfa = mfa;
    this.logins = logins;
    this.accounts = accounts;
    this.events = events;
    this.states = states;
    this.hashes = hashes;
    this.settings = settings;
    this.clock = clock;
  }

  /** What became of a code. */
  public sealed interface Outcome {

    /** The one answer that completes the login. */
    record Complete(LoginState state) implements Outcome {}

    /** Another request completed it. */
    record AlreadyComplete() implements Outcome {}

    /** The login's time is up. */
    record LoginExpired() implements Outcome {}

    /** The method is none of this account's. */
    record NotAMethod() implements Outcome {}

    /** The code was not accepted. */
    record Refused(Verification why) implements Outcome {}
  }

  /** Checks a code; empty where the token opens no login. */
  public Mono<Outcome> verify(@Nullable String token, Method method, String code) {
    return authenticator.open(token).flatMap(opened -> verify(opened, method, code));
  }

  private Mono<Outcome> verify(Opened opened, Method method, String code) {
    if (opened.isOver()) {
      return Mono.just(new Outcome.LoginExpired());
    }
    SentChallenge challenge = opened.login().challenge();
    if (method == Method.EMAIL || method == Method.SMS) {
      return challenge == null || challenge.method() != method
          ? Mono.just(new Outcome.Refused(new Verification.Expired()))
          : check(opened, challenge, code);
    }
    return Mono.just(new Outcome.NotAMethod());
  }

  private Mono<Outcome> check(Opened opened, SentChallenge challenge, String code) {
    return mfa.verify(
            new CodeCheck(
                challenge.id(),
                opened.account().id(),
                opened.login().id(),
                Purpose.LOGIN,
                challenge.method(),
                code))
        .flatMap(
            verification ->
                verification instanceof Verification.Accepted
                    ? complete(opened, challenge.method())
                    : Mono.just(new Outcome.Refused(verification)));
  }

  private Mono<Outcome> complete(Opened opened, Method method) {
    Token session = Token.of(opened.login().id());
    Instant end = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(settings.sessionLifetime());
    AssuranceLevel aal = AssuranceLevel.AAL1;
    Logins.Completion completion =
        new Logins.Completion(hashes.of(session), opened.account().sessionEpoch(), aal, end);
    return logins
        .complete(
            opened.login(),
            completion,
            events.succeeded(opened.login(), opened.account(), method, aal, PASSWORD_AND_CODE))
        .flatMap(
            won ->
                won
                    ? remembered(opened, method)
                        .thenReturn(
                            new Outcome.Complete(
                                states.complete(session, end, aal, PASSWORD_AND_CODE)))
                    : Mono.just(new Outcome.AlreadyComplete()));
  }

  /** A convenience for the next login: that it could not be noted takes no login with it. */
  private Mono<Boolean> remembered(Opened opened, Method method) {
    return accounts.remember(opened.account().id(), method.name()).onErrorReturn(false);
  }
}
