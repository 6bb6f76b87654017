package org.twofold.keys;

import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Where Tink's checked exceptions end: either they cannot happen, or they mean that a key does not
 * open.
 */
final class Tink {

  private Tink() {}

  interface Step<T> {
    T run() throws GeneralSecurityException;
  }

  interface Opening<P, T> {
    T with(P key) throws GeneralSecurityException;
  }

  static <T> T must(Step<T> step) {
    try {
      return step.run();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key that was read does not work", e);
    }
  }

  static <P, T> T firstThatOpens(List<P> newestFirst, Opening<P, T> opening)
      throws NotOpenedException {
    for (P key : newestFirst) {
      try {
        return opening.with(key);
      } catch (GeneralSecurityException e) {
        // the next key may be the one; after the last the refusal says no more than that
        continue;
      }
    }
    throw new NotOpenedException();
  }
}
