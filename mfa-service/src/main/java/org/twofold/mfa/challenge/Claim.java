package org.twofold.mfa.challenge;

import org.twofold.events.Method;
import org.twofold.events.Purpose;

/**
 * A code, and everything that it is said to belong to.
 *
 * @param code canonical, in the form of its purpose
 */
record Claim(
    String challengeId,
    String userId,
    String loginId,
    Purpose purpose,
    Method method,
    String code) {

  /** Whether user, login, purpose and method are those of the challenge (B7). */
  boolean belongsTo(Challenge challenge) {
    return challenge.userId().equals(userId)
        && challenge.loginId().equals(loginId)
        && challenge.purpose() == purpose
        && challenge.method() == method;
  }

  /** Everything but the code. */
  @Override
  public String toString() {
    return "Claim[" + challengeId + "]";
  }
}
