package org.twofold.mfa.totp;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.twofold.mfa.lockout.CodeEvents;
import org.twofold.mfa.lockout.LoginCheck;
import org.twofold.mfa.lockout.LoginTry;
import org.twofold.mfa.lockout.Verification;
import reactor.core.publisher.Mono;

/**
 * Checks the code of an authenticator for a login. A time step is accepted once, and an older one
 * never after a newer one (RFC 6238, section 5.2); only the login that spent a step gets the same
 * yes again.
 */
@Component
class TotpVerifier {

  private final Authenticators authenticators;
  private final Secrets secrets;
  private final LoginCheck check;
  private final CodeEvents events;
  private final TotpSettings settings;
  private final Clock clock;

  TotpVerifier(
      Authenticators authenticators,
      Secrets secrets,
      LoginCheck check,
      CodeEvents events,
      TotpSettings settings,
      Clock clock) {
    this.authenticators = authenticators;
    this.secrets = secrets;
    this.check = check;
    this.events = events;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Checks; never empty.
   *
   * @param totpIds the authenticators that count, as the gateway's account says
   */
  Mono<Verification> verify(LoginTry login, List<String> totpIds, String code) {
    return check.check(
        login,
        new TypedTotp(
            login,
            totpIds.stream().distinct().toList(),
            code,
            authenticators,
            secrets,
            events,
            clock),
        settings.answerWithin());
  }
}
