package org.twofold.gateway.account;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The life of a code that is sent.
 *
 * @param lifetime from asking to expiry, at most 10 min (NIST SP 800-63B-4, 3.1.3.2)
 * @param resendPause from one message to the next
 */
@Validated
@ConfigurationProperties("twofold.challenge")
public record ChallengeSettings(
    @DefaultValue("5m") Duration lifetime, @DefaultValue("30s") Duration resendPause) {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  @AssertTrue(message = "twofold.challenge.lifetime must be above 0 and at most 10m")
  boolean isLifetimeAllowed() {
    return lifetime.isPositive() && lifetime.compareTo(LONGEST) <= 0;
  }
}
