package org.twofold.mfa.totp;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.twofold.messaging.Outgoing;
import org.twofold.mfa.lockout.Attempt.Judgement;
import org.twofold.mfa.lockout.CodeEvents;
import org.twofold.mfa.lockout.LoginCheck;
import org.twofold.mfa.lockout.LoginTry;
import org.twofold.mfa.lockout.Verification;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A code that was typed for any of some authenticators. */
record TypedTotp(
    LoginTry login,
    List<String> totpIds,
    String code,
    Authenticators authenticators,
    Secrets secrets,
    CodeEvents events,
    Clock clock)
    implements LoginCheck.Typed {

  private record Match(String totpId, long step) {}

  @Override
  public Mono<Boolean> letIn() {
    return active()
        .map(found -> found.stream().anyMatch(one -> login.loginId().equals(one.lastLoginId())));
  }

  @Override
  public Mono<Judgement> judge() {
    Instant now = clock.instant();
    return active()
        // all are looked at, so that time does not tell which it was
        .map(found -> found.stream().flatMap(one -> match(one, now)).toList())
        .flatMap(this::spend);
  }

  /** One that is not there, or not active, or another user's, counts for nothing. */
  private Mono<List<Authenticator>> active() {
    return Flux.fromIterable(totpIds)
        .flatMapSequential(authenticators::find)
        .filter(found -> found.isActiveOf(login.userId()))
        .collectList();
  }

  private Stream<Match> match(Authenticator one, Instant now) {
    OptionalLong step = one.matching(secrets.open(one), now, code);
    return step.isPresent() ? Stream.of(new Match(one.id(), step.getAsLong())) : Stream.of();
  }

  private Mono<Judgement> spend(List<Match> matches) {
    return Flux.fromIterable(matches)
        .concatMap(match -> spend(match).single().filter(spent -> spent).map(spent -> right(match)))
        .next()
        .defaultIfEmpty(new Judgement.Wrong());
  }

  /** Whether the step is spent for this login: by this try, or by another of it. */
  private Mono<Boolean> spend(Match match) {
    return authenticators
        .consume(login.userId(), match.totpId(), match.step(), login.loginId(), accepted(match))
        .flatMap(
            won ->
                won
                    ? Mono.just(true)
                    : authenticators.repeat(
                        login.userId(), match.totpId(), match.step(), login.loginId()));
  }

  private Outgoing accepted(Match match) {
    return events.acceptedStep(login.subject(match.totpId()), match.totpId(), match.step());
  }

  private static Judgement right(Match match) {
    return new Judgement.Right(new Verification.StepAccepted(match.totpId(), match.step()));
  }

  /** Nothing of the code. */
  @Override
  public String toString() {
    return "TypedTotp[" + login.loginId() + "]";
  }
}
