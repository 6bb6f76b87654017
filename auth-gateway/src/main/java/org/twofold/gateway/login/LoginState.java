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
 * @param ways it may be proven by
 * @param challenge null where the method that is asked for sends none
 * @param session null until complete
 * @param reader in whose language and time zone it is told; null when complete
 * @param isComplete whether it is a session now; its token is in one answer only
 */
public record LoginState(
    String loginId,
    @Nullable String token,
    @Nullable Method method,
    List<Way> ways,
    @Nullable Challenge challenge,
    @Nullable Session session,
    @Nullable Reader reader,
    boolean isComplete) {

  /** The owner of the login, as far as pages need to know her. */
  public record Reader(String locale, String timeZone) {}

  /**
   * A method that this login may be proven by.
   *
   * @param hint where its code goes, masked; null where it sends none
   * @param lock its delay or lock; null where it takes codes
   */
  public record Way(Method method, @Nullable String hint, @Nullable Closed lock) {}

  /**
   * A method takes no codes.
   *
   * @param until when it does again; null: not by itself
   */
  public record Closed(@Nullable Instant until) {}

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

  /** Where the code of the present method went; null where it sends none. */
  public @Nullable String hint() {
    return ways.stream()
        .filter(way -> way.method() == method)
        .map(Way::hint)
        .filter(hint -> hint != null)
        .findFirst()
        .orElse(null);
  }

  /** Nothing of the token. */
  @Override
  public String toString() {
    return "LoginState[" + loginId + "]";
  }
}
