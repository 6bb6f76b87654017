package org.twofold.gateway.login;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.login.LoginAuthenticator.Opened;
import org.twofold.gateway.mfa.Verification;
import reactor.core.publisher.Mono;

/**
 * The second step: a code. The mfa-service consumes it for this login; then one guarded update
 * makes the session. After a crash in between the same right code gets the same yes, and nobody
 * else does.
 */
@Component
public class SecondFactor {

  private final LoginAuthenticator authenticator;
  private final CodeProof proofs;
  private final Logins logins;
  private final LoginEvents events;
  private final LoginStates states;
  private final TokenHash hashes;
  private final LoginSettings settings;
  private final Clock clock;
  private final Remembrance remembrance;

  SecondFactor(
      LoginAuthenticator authenticator,
      CodeProof proofs,
      Logins logins,
      LoginEvents events,
      LoginStates states,
      TokenHash hashes,
      LoginSettings settings,
      Clock clock,
      Remembrance remembrance) {
    this.authenticator = authenticator;
    this.proofs = proofs;
    this.logins = logins;
    this.events = events;
    this.states = states;
    this.hashes = hashes;
    this.settings = settings;
    this.clock = clock;
    this.remembrance = remembrance;
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
    if (!LoginStates.ways(opened.account(), opened.login().purpose()).contains(method)) {
      return Mono.just(new Outcome.NotAMethod());
    }
    return proofs
        .check(opened, method, code)
        .flatMap(
            verification ->
                verification instanceof Verification.Accepted accepted
                    ? complete(opened, CodeProof.of(opened.account(), method, accepted))
                    : Mono.just(new Outcome.Refused(verification)));
  }

  private Mono<Outcome> complete(Opened opened, Proof proof) {
    Login login = opened.login();
    Token session = Token.of(login.id());
    Instant end = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(settings.sessionLifetime());
    Logins.Completion completion = new Logins.Completion(hashes.of(session), proof, end);
    return remembrance
        .before(opened.account(), login, proof)
        .then(logins.complete(login, completion, events.succeeded(login, opened.account(), proof)))
        .flatMap(
            won ->
                won
                    ? remembrance
                        .after(opened.account(), login, proof)
                        .thenReturn(new Outcome.Complete(states.complete(session, end, proof)))
                    : Mono.just(new Outcome.AlreadyComplete()));
  }
}
