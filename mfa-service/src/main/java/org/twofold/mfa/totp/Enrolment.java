package org.twofold.mfa.totp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.mfa.lockout.CountedTry;
import org.twofold.mfa.lockout.FactorRef;
import org.twofold.mfa.lockout.Holdings;
import org.twofold.mfa.otp.Totp;
import org.twofold.mfa.otp.TotpParameters;
import reactor.core.publisher.Mono;

/** Makes an authenticator that waits to be confirmed. Its secret is told this once. */
@Component
class Enrolment {

  private static final Duration PENDING_FOR = Duration.ofMinutes(10);

  private final Authenticators authenticators;
  private final Holdings holdings;
  private final Secrets secrets;
  private final TotpSettings settings;
  private final Clock clock;

  Enrolment(
      Authenticators authenticators,
      Holdings holdings,
      Secrets secrets,
      TotpSettings settings,
      Clock clock) {
    this.authenticators = authenticators;
    this.holdings = holdings;
    this.secrets = secrets;
    this.settings = settings;
    this.clock = clock;
  }

  /** What its owner puts into the app. */
  record Enrolled(String secret, TotpParameters parameters, Instant expiresAt) {

    /** Nothing of the secret. */
    @Override
    public String toString() {
      return "Enrolled[" + expiresAt + "]";
    }
  }

  /** Enrols; an empty Optional where that id stands already. */
  Mono<Optional<Enrolled>> enrol(String userId, String totpId) {
    Enrolled made =
        new Enrolled(
            Totp.of(settings.parameters()).newSecret(),
            settings.parameters(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(PENDING_FOR));
    Authenticator pending =
        Authenticator.pending(
            totpId,
            userId,
            secrets.seal(userId, totpId, made.secret()),
            made.parameters(),
            made.expiresAt());
    return CountedTry.answered(
        holdings
            .note(new FactorRef(userId, Method.TOTP), totpId)
            .flatMap(noted -> authenticators.insert(pending))
            .map(inserted -> inserted ? Optional.of(made) : Optional.empty()),
        settings.answerWithin());
  }
}
