package org.twofold.mfa.lockout;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What failures in a row lead to (NIST SP 800-63B-4, 3.2.2).
 *
 * @param free failures without a delay
 * @param delays after each further one; the last goes on
 * @param lockedAt failures at which the factor is locked; NIST allows no more than 100
 */
@Validated
@ConfigurationProperties("twofold.lockout")
record LockoutSettings(
    @DefaultValue("5") @Min(1) int free,
    @DefaultValue({"30s", "1m", "2m", "5m", "15m", "30m", "1h"}) @NotEmpty List<Duration> delays,
    @DefaultValue("20") @Min(1) @Max(100) int lockedAt) {

  /** The delay after that many failures. */
  Duration delayAfter(int failures) {
    return failures <= free
        ? Duration.ZERO
        : delays.get(Math.min(failures - free, delays.size()) - 1);
  }

  /** What the gate is after that many failures, the last of them now. */
  Gate.Counted after(int failures, Instant now) {
    boolean locked = failures >= lockedAt;
    Duration delay = delayAfter(failures);
    return new Gate.Counted(failures, locked || delay.isZero() ? null : now.plus(delay), locked);
  }
}
