package org.twofold.mfa.backupcode;

import java.util.List;
import org.springframework.stereotype.Component;
import org.twofold.events.FactorChange;
import org.twofold.events.Method;
import org.twofold.mfa.lockout.Belongings;
import org.twofold.mfa.lockout.FactorRef;
import org.twofold.mfa.lockout.Holdings;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Destroys the sets of backup codes that a newer one took the place of. */
@Component
class BackupCodeBelongings implements Belongings {

  private final CodeSets sets;
  private final Holdings holdings;

  BackupCodeBelongings(CodeSets sets, Holdings holdings) {
    this.sets = sets;
    this.holdings = holdings;
  }

  @Override
  public Method method() {
    return Method.BACKUP_CODE;
  }

  @Override
  public Mono<Void> follow(String userId, String factorId, FactorChange change) {
    return change == FactorChange.BACKUP_CODES_ISSUED
        ? holdings
            .find(factor(userId))
            .flatMapMany(ids -> Flux.fromIterable(before(factorId, ids)))
            .concatMap(older -> sets.destroy(userId, older))
            .then()
        : Mono.empty();
  }

  @Override
  public Mono<Void> erase(String userId) {
    return holdings
        .find(factor(userId))
        .flatMapMany(Flux::fromIterable)
        .concatMap(setId -> sets.erase(userId, setId))
        .then(holdings.forget(factor(userId)));
  }

  /** None where the new one is unknown: an old event must not destroy a newer set. */
  private static List<String> before(String setId, List<String> inOrder) {
    return inOrder.subList(0, Math.max(0, inOrder.indexOf(setId)));
  }

  private static FactorRef factor(String userId) {
    return new FactorRef(userId, Method.BACKUP_CODE);
  }
}
