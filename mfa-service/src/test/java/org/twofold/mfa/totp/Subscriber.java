package org.twofold.mfa.totp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.messaging.EventIds;
import org.twofold.mfa.lockout.LoginTry;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.otp.Totp;
import org.twofold.mfa.otp.TotpParameters;
import org.twofold.mfa.testing.MfaUnderTest;
import reactor.core.publisher.Mono;

/** Somebody with an authenticator, and what the story needs of her. */
record Subscriber(MfaUnderTest mfa, String userId, String totpId, String secret) {

  private static final Totp APP = Totp.of(new TotpParameters(TotpParameters.Algorithm.SHA1, 6, 30));

  static Subscriber withTotp(MfaUnderTest mfa) {
    return withTotp(mfa, EventIds.next());
  }

  private static Subscriber withTotp(MfaUnderTest mfa, String userId) {
    Subscriber made = new Subscriber(mfa, userId, EventIds.next(), APP.newSecret());
    mfa.bean(TotpImport.class)
        .take(List.of(new TotpImport.Imported(userId, made.totpId, made.secret)))
        .block();
    return made;
  }

  /** The same user with one more authenticator. */
  Subscriber withAnother() {
    return withTotp(mfa, userId);
  }

  static Subscriber whoSetsUp(MfaUnderTest mfa) {
    String userId = EventIds.next();
    String totpId = EventIds.next();
    Enrolment.Enrolled enrolled =
        mfa.bean(Enrolment.class).enrol(userId, totpId).block().orElseThrow();
    return new Subscriber(mfa, userId, totpId, enrolled.secret());
  }

  Subscriber at(MfaUnderTest other) {
    return new Subscriber(other, userId, totpId, secret);
  }

  long step() {
    return APP.stepAt(mfa.clock().instant());
  }

  /** What the app shows now. */
  String code() {
    return code(0);
  }

  /** What the app shows that many steps from now. */
  String code(long steps) {
    return APP.code(secret, step() + steps);
  }

  String wrongCode() {
    List<String> right = List.of(code(-1), code(0), code(1));
    int code = 0;
    while (right.contains(String.format("%06d", code))) {
      code++;
    }
    return String.format("%06d", code);
  }

  String newLogin() {
    return "login-" + EventIds.next();
  }

  Verification tries(String loginId, String code) {
    return claim(loginId, code).block();
  }

  Mono<Verification> claim(String loginId, String code) {
    return claim(loginId, code, List.of(totpId));
  }

  Mono<Verification> claim(String loginId, String code, List<String> totpIds) {
    Instant end = mfa.clock().instant().plus(Duration.ofMinutes(15));
    return mfa.bean(TotpVerifier.class)
        .verify(new LoginTry(userId, loginId, Method.TOTP, Purpose.LOGIN, end), totpIds, code);
  }

  Verification confirms(String code) {
    return mfa.bean(Confirmation.class).confirm(userId, totpId, code).block();
  }

  /** What she is answered for a code of that many steps from now. */
  Verification yes(long steps) {
    return new Verification.StepAccepted(totpId, step() + steps);
  }

  Authenticator stored() {
    return mfa.bean(Authenticators.class).find(totpId).block();
  }
}
