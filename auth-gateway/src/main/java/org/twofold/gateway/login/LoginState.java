package org.twofold.gateway.login;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Method;

/**
 * Where a login stands, as its owner is told.
 *
 * @param token given once, in the first answer of a login or in the one that completes it
 * @param method the method that is asked for; null when complete
 * @param hint where a code was sent, masked
 * @param challenge null where none was sent
 * @param session null until complete
 */
public record LoginState(
    String loginId,
    @Nullable String token,
    @Nullable Method method,
    List<Method> methods,
    @Nullable String hint,
    @Nullable Challenge challenge,
    @Nullable Session session) {

  /** The present challenge. */
  public record Challenge(Instant expiresAt, Instant resendAt, Delivery delivery) {}

  /** The session that the login became. */
  public record Session(String token, Instant expiresAt, AssuranceLevel aal, List<String> amr) {

    /** Nothing of the token. */
    @Override
    public String toString() {
      return "Session[•••]";
    }
  }

  /** Whether it is a session now. */
  public boolean isComplete() {
    return session != null;
  }

  /** Nothing of the token. */
  @Override
  public String toString() {
    return "LoginState[" + loginId + "]";
  }
}
