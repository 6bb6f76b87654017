package org.twofold.mfa.challenge;

/**
 * A code, and everything that it is said to belong to.
 *
 * @param code canonical: six ASCII digits
 */
record Claim(
    String challengeId, String userId, String loginId, String purpose, String method, String code) {

  boolean belongsTo(Challenge challenge) {
    return challenge.userId().equals(userId)
        && challenge.loginId().equals(loginId)
        && challenge.purpose().name().equals(purpose)
        && challenge.method().name().equals(method);
  }

  /** Everything but the code. */
  @Override
  public String toString() {
    return "Claim[" + challengeId + "]";
  }
}
