package org.twofold.gateway.login;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Method;

/**
 * How a session was proven.
 *
 * @param method the second factor; null where the password was enough
 * @param aal NIST SP 800-63B-4
 * @param amr RFC 8176
 * @param factorId the authenticator; null for other methods
 * @param timeStep RFC 6238's T; null for other methods
 * @param slot of the backup code; null for other methods
 */
record Proof(
    @Nullable Method method,
    AssuranceLevel aal,
    List<String> amr,
    @Nullable String factorId,
    @Nullable Long timeStep,
    @Nullable Integer slot) {

  /** The password alone. */
  static final Proof PASSWORD =
      new Proof(null, AssuranceLevel.AAL1, List.of("pwd"), null, null, null);

  /** A code that was sent. One by e-mail does not raise the level (3.1.3.1). */
  static Proof sent(Method method) {
    return method == Method.SMS
        ? new Proof(method, AssuranceLevel.AAL2, List.of("pwd", "sms", "mfa"), null, null, null)
        : new Proof(method, AssuranceLevel.AAL1, List.of("pwd", "otp"), null, null, null);
  }

  /** A code of an authenticator. */
  static Proof totp(@Nullable String factorId, @Nullable Long timeStep) {
    return new Proof(
        Method.TOTP, AssuranceLevel.AAL2, List.of("pwd", "otp", "mfa"), factorId, timeStep, null);
  }

  /**
   * A backup code: it stands for the method that was lost, so it reaches the highest level among
   * those that are on.
   */
  static Proof backupCode(@Nullable Integer slot, boolean reachesAal2) {
    return new Proof(
        Method.BACKUP_CODE,
        reachesAal2 ? AssuranceLevel.AAL2 : AssuranceLevel.AAL1,
        reachesAal2 ? List.of("pwd", "otp", "mfa") : List.of("pwd", "otp"),
        null,
        null,
        slot);
  }

  /** What is known of it once it is a session. */
  static Proof of(AssuranceLevel aal, List<String> amr) {
    return new Proof(null, aal, amr, null, null, null);
  }
}
