package org.twofold.mfa.lockout;

import org.twofold.events.FactorChange;
import org.twofold.events.Method;
import reactor.core.publisher.Mono;

/**
 * What is kept here for one factor of each user. It follows what the gateway's account says; each
 * step may come again, late and in any order.
 */
public interface Belongings {

  /** Of which factor. */
  Method method();

  /**
   * Destroys what a change left of no use.
   *
   * @param factorId what changed: an authenticator, or the new set of backup codes
   */
  Mono<Void> follow(String userId, String factorId, FactorChange change);

  /** Takes everything of the user away. */
  Mono<Void> erase(String userId);
}
