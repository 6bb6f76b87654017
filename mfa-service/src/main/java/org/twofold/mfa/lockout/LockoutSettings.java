package org.twofold.mfa.lockout;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What failures in a row lead to.
 *
 * @param free failures without a delay
 * @param delays after each further one; the last goes on
 * @param lockedAt failures at which the factor is locked
 */
@Validated
@ConfigurationProperties("twofold.lockout")
record LockoutSettings(
    @DefaultValue("5") @Min(1) int free,
    @DefaultValue({"30s", "1m", "2m", "5m", "15m", "30m", "1h"}) List<Duration> delays,
    @DefaultValue("20") @Min(1) int lockedAt) {

  /** The delay after that many failures. */
  Duration delayAfter(int failures) {
    return failures <= free
        ? Duration.ZERO
        : delays.get(Math.min(failures - free, delays.size()) - 1);
  }
}
