package org.twofold.mfa.lockout;

import org.springframework.data.annotation.Id;

/**
 * The tries of one method in one login.
 *
 * @param id login and method
 * @param attempts tries that were counted, at most five
 * @param repeats further ones, of a login that was let in by one of them, at most five
 * @param refusals tries after them that were written down, at most five
 */
record TryCount(@Id String id, int attempts, int repeats, int refusals) {

  static final int MOST = 5;

  static TryCount none(LoginTry login) {
    return new TryCount(login.id(), 0, 0, 0);
  }

  int attemptsLeft() {
    return Math.max(0, MOST - attempts);
  }
}
