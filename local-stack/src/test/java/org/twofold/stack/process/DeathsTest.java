package org.twofold.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeathsTest {

  private static final Instant MOMENT = Instant.parse("2026-11-24T08:00:00Z");

  private final Deaths deaths = new Deaths(Duration.ofSeconds(1));

  @Test
  void doublesTheWaitWithEachDeathAndGivesUpAtTheFifthWithinAMinute() {
    assertThat(deaths.record(MOMENT)).contains(Duration.ofSeconds(1));
    assertThat(deaths.record(MOMENT.plusSeconds(10))).contains(Duration.ofSeconds(2));
    assertThat(deaths.record(MOMENT.plusSeconds(20))).contains(Duration.ofSeconds(4));
    assertThat(deaths.record(MOMENT.plusSeconds(30))).contains(Duration.ofSeconds(8));
    assertThat(deaths.record(MOMENT.plusSeconds(59))).isEmpty();
  }

  @Test
  void forgetsDeathsOlderThanAMinute() {
    deaths.record(MOMENT);
    deaths.record(MOMENT.plusSeconds(1));

    assertThat(deaths.record(MOMENT.plusSeconds(62))).contains(Duration.ofSeconds(1));
  }

  @Test
  void beginsAnewWhenAnOperatorRestartsIt() {
    for (int n = 0; n < 5; n++) {
      deaths.record(MOMENT);
    }
    deaths.forget();

    assertThat(deaths.record(MOMENT)).contains(Duration.ofSeconds(1));
  }
}
