package org.twofold.notification.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages are worked off.
 *
 * @param workers messages of one channel sent at the same time by this process
 * @param retries the pauses before a message that no provider took is tried again; the last goes on
 */
@Validated
@ConfigurationProperties("twofold.delivery")
record DeliverySettings(
    @DefaultValue("4") @Min(1) @Max(64) int workers,
    @DefaultValue({"2s", "5s", "10s", "20s", "30s", "60s"}) @NotEmpty List<Duration> retries) {

  /** The pause after that many tries. */
  Duration pauseAfter(int attempt) {
    return retries.get(Math.min(attempt, retries.size()) - 1);
  }
}
