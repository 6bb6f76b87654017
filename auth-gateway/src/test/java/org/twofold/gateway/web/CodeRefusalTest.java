package org.twofold.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.twofold.events.Method;
import org.twofold.gateway.mfa.Verification;

class CodeRefusalTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  @Test
  void saysWhatBecameOfEveryCode() {
    assertThat(CodeRefusal.of(new Verification.Wrong(3), () -> NOW))
        .extracting(CodeRefusal::key, refusal -> refusal.values()[0])
        .containsExactly("verify.wrong", 3);
    assertThat(CodeRefusal.of(new Verification.Expired(), () -> NOW).key())
        .isEqualTo("verify.expired");
    assertThat(CodeRefusal.of(new Verification.Exhausted(), () -> NOW).key())
        .isEqualTo("verify.exhausted");
    assertThat(CodeRefusal.of(new Verification.NotYet(), () -> NOW).key())
        .isEqualTo("verify.notYet");
    assertThat(CodeRefusal.of(new Verification.Delayed(null), () -> NOW).key())
        .isEqualTo("verify.exhausted");
  }

  @Test
  void neverAsksForLessThanTheWait() {
    for (long millis : new long[] {-5, 0, 1, 1000}) {
      assertThat(seconds(millis)).isEqualTo(1L);
    }
    assertThat(seconds(1001)).isEqualTo(2L);
    assertThat(seconds(30_000)).isEqualTo(30L);
  }

  @Test
  void every429And503SaysWhenToComeAgain() {
    assertThat(CodeRefusal.unavailable().retryAfter()).isPositive();
    assertThat(CodeRefusal.of(new Verification.NotYet(), () -> NOW).retryAfter()).isPositive();
    assertThat(CodeRefusal.of(new Verification.Exhausted(), () -> NOW).retryAfter()).isEqualTo(300);
    assertThat(
            CodeRefusal.of(new Verification.Delayed(NOW.plusSeconds(30)), () -> NOW).retryAfter())
        .isEqualTo(30);
    assertThat(CodeRefusal.of(new Verification.Wrong(3), () -> NOW).retryAfter()).isNegative();
    assertThat(CodeRefusal.malformed(Method.EMAIL).retryAfter()).isNegative();
  }

  private static Object seconds(long millis) {
    return CodeRefusal.of(new Verification.Delayed(NOW.plusMillis(millis)), () -> NOW).values()[0];
  }
}
