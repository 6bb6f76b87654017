package org.twofold.mfa.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

@Tag("B5")
class LockoutSettingsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  private final LockoutSettings defaults =
      Binder.get(new MockEnvironment()).bindOrCreate("twofold.lockout", LockoutSettings.class);

  @ParameterizedTest
  @CsvSource({
    "1,PT0S",
    "5,PT0S",
    "6,PT30S",
    "7,PT1M",
    "8,PT2M",
    "9,PT5M",
    "10,PT15M",
    "11,PT30M",
    "12,PT1H",
    "13,PT1H",
    "19,PT1H"
  })
  void eachFailureHasItsDelay(int failures, Duration delay) {
    Gate.Counted counted = defaults.after(failures, NOW);

    assertThat(counted.locked()).isFalse();
    assertThat(counted.next()).isEqualTo(delay.isZero() ? null : NOW.plus(delay));
  }

  @Test
  void theTwentiethLocksAndDoesNotOpenByItself() {
    assertThat(defaults.after(20, NOW)).isEqualTo(new Gate.Counted(20, null, true));
  }
}
