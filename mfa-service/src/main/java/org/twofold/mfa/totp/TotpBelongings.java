package org.twofold.mfa.totp;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.twofold.events.FactorChange;
import org.twofold.events.Method;
import org.twofold.mfa.lockout.Belongings;
import org.twofold.mfa.lockout.FactorRef;
import org.twofold.mfa.lockout.Holdings;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Destroys the secrets of authenticators that were removed or replaced. */
@Component
class TotpBelongings implements Belongings {

  private static final Set<FactorChange> ENDS =
      EnumSet.of(FactorChange.REMOVED, FactorChange.REPLACED);

  private final Authenticators authenticators;
  private final Holdings holdings;

  TotpBelongings(Authenticators authenticators, Holdings holdings) {
    this.authenticators = authenticators;
    this.holdings = holdings;
  }

  @Override
  public Method method() {
    return Method.TOTP;
  }

  @Override
  public Mono<Void> follow(String userId, String factorId, FactorChange change) {
    return ENDS.contains(change) ? authenticators.destroy(userId, factorId).then() : Mono.empty();
  }

  @Override
  public Mono<Void> erase(String userId) {
    FactorRef factor = new FactorRef(userId, Method.TOTP);
    return holdings
        .find(factor)
        .flatMapMany(Flux::fromIterable)
        .concatMap(totpId -> authenticators.erase(userId, totpId))
        .then(holdings.forget(factor));
  }
}
