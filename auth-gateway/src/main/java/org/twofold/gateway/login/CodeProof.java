package org.twofold.gateway.login;

import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Authenticator;
import org.twofold.gateway.account.BackupCodes;
import org.twofold.gateway.login.LoginAuthenticator.Opened;
import org.twofold.gateway.mfa.CodeCheck;
import org.twofold.gateway.mfa.MfaClient;
import org.twofold.gateway.mfa.Verification;
import reactor.core.publisher.Mono;

/**
 * Has a code checked against what its method is proven by: the present challenge of the login, the
 * account's authenticators, or its present backup codes.
 */
@Component
class CodeProof {

  private final MfaClient mfa;

  CodeProof(MfaClient mfa) {
    this.mfa = mfa;
  }

  /** Checks; never empty. A code that was sent for another method is not looked at. */
  Mono<Verification> check(Opened opened, Method method, String code) {
    return switch (method) {
      case EMAIL, SMS -> sent(opened, method, code);
      case TOTP ->
          mfa.verifyTotp(
              attempt(opened.login(), opened.account()),
              opened.account().authenticators().stream().map(Authenticator::totpId).toList(),
              code);
      case BACKUP_CODE ->
          opened.account().backupCodes() instanceof BackupCodes codes
              ? mfa.verifyBackupCode(attempt(opened.login(), opened.account()), codes.setId(), code)
              : Mono.just(new Verification.Expired());
      case UNKNOWN -> throw new IllegalArgumentException("No method");
    };
  }

  private Mono<Verification> sent(Opened opened, Method method, String code) {
    SentChallenge challenge = opened.login().challengeOf(method);
    return challenge == null || challenge.sendNumber() == 0
        ? Mono.just(new Verification.Expired())
        : mfa.verify(
            new CodeCheck(
                challenge.id(),
                opened.account().id(),
                opened.login().id(),
                opened.login().purpose(),
                method,
                code));
  }

  private static MfaClient.Attempt attempt(Login login, Account account) {
    return new MfaClient.Attempt(account.id(), login.id(), login.purpose(), login.expiresAt());
  }

  /** What an accepted code proves. */
  static Proof of(Account account, Method method, Verification.Accepted accepted) {
    return switch (method) {
      case TOTP -> Proof.totp(accepted.factorId(), accepted.timeStep());
      case BACKUP_CODE -> Proof.backupCode(accepted.slot(), account.methods().reachAal2());
      default -> Proof.sent(method);
    };
  }
}
