package org.twofold.mfa.backupcode;

import org.springframework.stereotype.Component;
import org.twofold.mfa.lockout.CodeEvents;
import org.twofold.mfa.lockout.LoginCheck;
import org.twofold.mfa.lockout.LoginTry;
import org.twofold.mfa.lockout.Verification;
import reactor.core.publisher.Mono;

/** Checks a backup code for a login; only the login that used it gets the same yes again. */
@Component
class BackupCodeVerifier {

  private final CodeSets sets;
  private final CodeHash hash;
  private final LoginCheck check;
  private final CodeEvents events;
  private final BackupCodeSettings settings;

  BackupCodeVerifier(
      CodeSets sets,
      CodeHash hash,
      LoginCheck check,
      CodeEvents events,
      BackupCodeSettings settings) {
    this.sets = sets;
    this.hash = hash;
    this.check = check;
    this.events = events;
    this.settings = settings;
  }

  /**
   * Checks; never empty.
   *
   * @param setId the set that counts, as the gateway's account says
   */
  Mono<Verification> verify(LoginTry login, String setId, String code) {
    return check.check(
        login,
        new TypedBackupCode(login, setId, code, sets, hash, events),
        settings.answerWithin());
  }
}
