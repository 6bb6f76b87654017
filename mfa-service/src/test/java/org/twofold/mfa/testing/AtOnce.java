package org.twofold.mfa.testing;

import java.util.List;
import java.util.function.Function;
import org.twofold.mfa.lockout.Verification;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Races. */
public final class AtOnce {

  private static final int MANY = 64;
  private static final int MOST = 128;

  private AtOnce() {}

  /** How many of sixty-four steps at once were let through; each is told its number. */
  public static long won(Function<Integer, Mono<Boolean>> step) {
    return Flux.range(0, MANY).flatMap(step, MANY).filter(matched -> matched).count().block();
  }

  /** What so many tries at once were answered; an error is a refusal too. */
  public static List<Verification> answers(int tries, Function<Integer, Mono<Verification>> claim) {
    return Flux.range(0, tries)
        .flatMap(n -> claim.apply(n).onErrorResume(refused -> Mono.empty()), MOST)
        .collectList()
        .block();
  }

  /** How many of them were compared: only those are told that they were wrong. */
  public static long evaluated(int tries, Function<Integer, Mono<Verification>> claim) {
    return answers(tries, claim).stream().filter(Verification.Wrong.class::isInstance).count();
  }
}
