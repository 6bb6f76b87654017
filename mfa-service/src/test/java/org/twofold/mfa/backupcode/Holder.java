package org.twofold.mfa.backupcode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.messaging.EventIds;
import org.twofold.mfa.lockout.LoginTry;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.testing.MfaUnderTest;
import reactor.core.publisher.Mono;

/** Somebody with backup codes. */
record Holder(MfaUnderTest mfa, String userId, String setId, List<String> codes) {

  /** Of no set, but for one chance in 2^80. */
  static final String WRONG = "AAAAAAAAAAAAAAAA";

  static Holder ofCodes(MfaUnderTest mfa) {
    return issued(mfa, EventIds.next());
  }

  private static Holder issued(MfaUnderTest mfa, String userId) {
    String setId = EventIds.next();
    return new Holder(
        mfa,
        userId,
        setId,
        mfa.bean(BackupCodeIssuer.class).issue(userId, setId).block().orElseThrow());
  }

  /** The same user with new codes. */
  Holder withNewCodes() {
    return issued(mfa, userId);
  }

  Holder at(MfaUnderTest other) {
    return new Holder(other, userId, setId, codes);
  }

  String newLogin() {
    return "login-" + EventIds.next();
  }

  Verification tries(String loginId, String code) {
    return claim(loginId, code).block();
  }

  Mono<Verification> claim(String loginId, String code) {
    return claim(loginId, setId, code);
  }

  Mono<Verification> claim(String loginId, String setId, String code) {
    return mfa.bean(BackupCodeVerifier.class).verify(login(loginId), setId, code);
  }

  LoginTry login(String loginId) {
    Instant end = mfa.clock().instant().plus(Duration.ofMinutes(15));
    return new LoginTry(userId, loginId, Method.BACKUP_CODE, Purpose.LOGIN, end);
  }

  CodeSet stored() {
    return mfa.bean(CodeSets.class).find(setId).block();
  }
}
