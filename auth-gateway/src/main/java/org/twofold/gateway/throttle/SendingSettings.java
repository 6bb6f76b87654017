package org.twofold.gateway.throttle;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many codes are sent to a proven destination (F1, a).
 *
 * @param enabled whether they are counted; can be turned off only in the local profile
 * @param most for each user and destination: that many within that time, all of them hold
 */
@Validated
@ConfigurationProperties("twofold.sending.limits")
record SendingSettings(
    @DefaultValue("true") boolean enabled, @DefaultValue @Valid List<Limit> most) {

  private static final List<Limit> DEFAULT =
      List.of(new Limit(6, Duration.ofMinutes(10)), new Limit(20, Duration.ofDays(1)));

  SendingSettings {
    most = most.isEmpty() ? DEFAULT : List.copyOf(most);
  }

  /**
   * A limit.
   *
   * @param messages how many
   * @param within which time, sliding
   */
  record Limit(@Min(1) @Max(1000) int messages, Duration within) {

    @AssertTrue(message = "must be above 0 and at most 7d")
    boolean isWithinAllowed() {
      return within.isPositive() && within.compareTo(Duration.ofDays(7)) <= 0;
    }
  }
}
