package org.twofold.mfa.lockout;

import reactor.core.publisher.Mono;

/**
 * A try that is counted for its login and method. A login whose tries are used up gets further ones
 * only if it was let in by one of them: it may have lost its answer.
 */
record LoginAttempt(LoginTry login, LoginCheck.Typed typed, Tries tries, CodeEvents events)
    implements Attempt {

  @Override
  public FactorRef factor() {
    return login.factor();
  }

  @Override
  public String loginId() {
    return login.loginId();
  }

  @Override
  public Mono<Budget> take() {
    return tries.take(login).flatMap(taken -> taken ? Mono.just(Budget.FIRST) : takeRepeat());
  }

  private Mono<Budget> takeRepeat() {
    return typed
        .letIn()
        .flatMap(letIn -> letIn ? tries.takeRepeat(login) : Mono.just(false))
        .map(taken -> taken ? Budget.REPEAT : Budget.NONE);
  }

  @Override
  public Mono<Judgement> judge(Budget budget) {
    return typed.judge();
  }

  @Override
  public Mono<Verification> wrong(Gate.Counted counted) {
    return tries.find(login).flatMap(now -> wrong(now, counted));
  }

  private Mono<Verification> wrong(TryCount now, Gate.Counted counted) {
    return tries
        .failed(login, events.wrong(login.subject(login.id()), now.attempts(), counted.failures()))
        .map(
            written ->
                new Verification.Wrong(now.attemptsLeft(), counted.next(), counted.locked()));
  }

  @Override
  public Mono<Verification> refuse() {
    return tries
        .refused(login, events.unusable(login.subject(login.id())))
        .map(written -> new Verification.Exhausted());
  }
}
