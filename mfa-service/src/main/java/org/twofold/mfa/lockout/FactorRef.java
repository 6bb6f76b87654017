package org.twofold.mfa.lockout;

import org.twofold.events.Method;

/**
 * Names a factor of a user, whatever challenge or login it is tried in.
 *
 * @param userId whose
 * @param method which
 */
public record FactorRef(String userId, Method method) {

  /** The id of its document, and the aggregate of its events. */
  String id() {
    return userId + ":" + method.name();
  }
}
