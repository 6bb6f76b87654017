package org.twofold.gateway.mfa;

import org.twofold.events.Method;
import org.twofold.events.Purpose;

/**
 * A code to be checked, and everything that it must belong to (B7).
 *
 * @param challengeId the present challenge of the login
 * @param loginId the login or registration that asks
 * @param code canonical, in the form of its purpose
 */
public record CodeCheck(
    String challengeId,
    String userId,
    String loginId,
    Purpose purpose,
    Method method,
    String code) {

  /** Everything but the code. */
  @Override
  public String toString() {
    return "CodeCheck[" + challengeId + "]";
  }
}
