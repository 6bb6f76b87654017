package org.twofold.mfa.lockout;

import java.time.Instant;
import org.springframework.data.annotation.Id;

/**
 * The failures of one factor of one user.
 *
 * @param id user and method
 * @param failures in a row, across challenges, logins and restarts
 * @param notBefore no code is looked at before
 * @param told the failures of which a FactorLocked was written last
 */
record Factor(@Id String id, int failures, Instant notBefore, int told) {

  static Factor fresh(FactorRef ref) {
    return new Factor(ref.id(), 0, Instant.EPOCH, 0);
  }
}
