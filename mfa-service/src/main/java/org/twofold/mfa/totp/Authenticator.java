package org.twofold.mfa.totp;

import java.time.Instant;
import java.util.OptionalLong;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.twofold.mfa.otp.Totp;
import org.twofold.mfa.otp.TotpParameters;

/**
 * An authenticator as it stands in the database.
 *
 * @param id the gateway's totpId
 * @param secret sealed for this user and id; null once it is destroyed
 * @param expiresAt until when it may be confirmed; null where it was imported
 * @param confirmations tries to confirm it, at most five
 * @param confirmedAgain further ones after it was confirmed, at most five
 * @param confirmedStep the step whose code confirmed it
 * @param lastStep the newest step that is spent, with all before it
 * @param lastLoginId the login that spent it
 * @param repeats further tries of that login with that code, at most five
 */
record Authenticator(
    @Id String id,
    String userId,
    State state,
    @Nullable Binary secret,
    TotpParameters parameters,
    @Nullable Instant expiresAt,
    int confirmations,
    int confirmedAgain,
    @Nullable Long confirmedStep,
    long lastStep,
    @Nullable String lastLoginId,
    @Nullable Instant lastUsedAt,
    int repeats) {

  /** Tries of each kind. */
  static final int MOST_TRIES = 5;

  /** Below every step there is. */
  private static final long NO_STEP = -1;

  enum State {
    PENDING,
    ACTIVE,
    DESTROYED
  }

  static Authenticator pending(
      String id, String userId, byte[] secret, TotpParameters parameters, Instant expiresAt) {
    return fresh(id, userId, State.PENDING, secret, parameters, expiresAt);
  }

  static Authenticator imported(
      String id, String userId, byte[] secret, TotpParameters parameters) {
    return fresh(id, userId, State.ACTIVE, secret, parameters, null);
  }

  private static Authenticator fresh(
      String id,
      String userId,
      State state,
      byte[] secret,
      TotpParameters parameters,
      @Nullable Instant expiresAt) {
    return new Authenticator(
        id,
        userId,
        state,
        new Binary(secret),
        parameters,
        expiresAt,
        0,
        0,
        null,
        NO_STEP,
        null,
        null,
        0);
  }

  boolean isActiveOf(String user) {
    return state == State.ACTIVE && userId.equals(user);
  }

  /** The step near now whose code that is. */
  /** Whether the code is of a step that a phone with a wrong clock would be in. */
  boolean isNear(String opened, Instant now, String code) {
    return Totp.of(parameters).isNear(opened, now, code);
  }

  OptionalLong matching(String opened, Instant now, String code) {
    return Totp.of(parameters).matching(opened, now, code);
  }

  /** Whether it is the very code that confirmed it. */
  boolean wasConfirmedBy(String opened, String code) {
    return confirmedStep != null && Totp.of(parameters).matches(opened, confirmedStep, code);
  }

  /** Nothing of the secret, sealed or not. */
  @Override
  public String toString() {
    return "Authenticator[" + id + "]";
  }
}
