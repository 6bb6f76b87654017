package org.twofold.mfa.totp;

import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import org.twofold.mfa.lockout.CountedTry;
import org.twofold.mfa.lockout.Verification;
import org.twofold.mfa.totp.Authenticator.State;
import reactor.core.publisher.Mono;

/**
 * Confirms an authenticator by one right code (C1): counts first, then compares, then activates
 * with a guard. The code that did it is right again, should the answer be lost; no other is.
 */
@Component
class Confirmation {

  private final Authenticators authenticators;
  private final Secrets secrets;
  private final TotpSettings settings;
  private final Clock clock;

  Confirmation(Authenticators authenticators, Secrets secrets, TotpSettings settings, Clock clock) {
    this.authenticators = authenticators;
    this.secrets = secrets;
    this.settings = settings;
    this.clock = clock;
  }

  /** Confirms; never empty. */
  Mono<Verification> confirm(String userId, String totpId, String code) {
    return CountedTry.answered(
        authenticators
            .takeConfirmation(userId, totpId)
            .flatMap(taken -> taken ? compare(userId, totpId, code) : again(userId, totpId, code)),
        settings.answerWithin());
  }

  private Mono<Verification> compare(String userId, String totpId, String code) {
    return authenticators
        .find(totpId)
        .flatMap(
            found -> {
              String opened = secrets.open(found);
              Instant now = clock.instant();
              OptionalLong step = found.matching(opened, now, code);
              return step.isPresent()
                  ? activate(userId, totpId, code, step.getAsLong())
                  : Mono.just(wrong(found.confirmations(), found.isNear(opened, now, code)));
            });
  }

  private Mono<Verification> activate(String userId, String totpId, String code, long step) {
    return authenticators
        .activate(userId, totpId, step)
        .flatMap(won -> won ? Mono.just(new Verification.Accepted()) : again(userId, totpId, code));
  }

  private Mono<Verification> again(String userId, String totpId, String code) {
    return authenticators
        .confirmAgain(userId, totpId)
        .flatMap(
            taken ->
                authenticators
                    .find(totpId)
                    .map(found -> taken ? compareAgain(found, code) : explain(found, userId))
                    .defaultIfEmpty(new Verification.Expired()));
  }

  private Verification compareAgain(Authenticator found, String code) {
    return found.wasConfirmedBy(secrets.open(found), code)
        ? new Verification.Accepted()
        : wrong(found.confirmedAgain(), false);
  }

  /** It was refused already; what is read only chooses the words. */
  private Verification explain(Authenticator found, String userId) {
    boolean live =
        found.userId().equals(userId)
            && found.state() != State.DESTROYED
            && found.expiresAt() != null
            && found.expiresAt().isAfter(clock.instant());
    return live ? new Verification.Exhausted() : new Verification.Expired();
  }

  /** Who sets it up holds the secret: that her phone's clock is wrong tells her nothing of it. */
  private static Verification wrong(int tries, boolean clockOff) {
    return new Verification.Wrong(
        Math.max(0, Authenticator.MOST_TRIES - tries), null, false, clockOff);
  }
}
