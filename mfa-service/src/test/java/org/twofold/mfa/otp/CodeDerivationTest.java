package org.twofold.mfa.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.keys.KeyFile;
import org.twofold.keys.KeyType;
import org.twofold.keys.Keys;

class CodeDerivationTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  private static final int CODES = 1_000_000;

  /**
   * Chi-square with nine degrees of freedom exceeds this once in a hundred thousand times: four
   * standard errors and more.
   */
  private static final double BOUND = 39.3;

  @TempDir private Path directory;

  @Test
  @Tag("A1")
  void codesAreUniformAtEveryPosition() {
    CodeDerivation codes = derivation("key");
    long[][] counts = new long[6][10];
    for (int i = 0; i < CODES; i++) {
      String code = codes.code("challenge-" + i, NOW);
      assertThat(code.length()).isEqualTo(6);
      for (int position = 0; position < 6; position++) {
        counts[position][code.charAt(position) - '0']++;
      }
    }

    for (long[] position : counts) {
      double expected = CODES / 10.0;
      double chiSquare = 0;
      for (long count : position) {
        chiSquare += (count - expected) * (count - expected) / expected;
      }
      assertThat(chiSquare).isLessThan(BOUND);
    }
    assertThat(counts[0][0] / (double) CODES).isBetween(0.0988, 0.1012);
  }

  @Test
  @Tag("A8")
  void aChallengeHasOneCodeAndAnotherKeyAnother() {
    CodeDerivation codes = derivation("one");

    assertThat(codes.code("challenge", NOW)).isEqualTo(codes.code("challenge", NOW));
    assertThat(codes.matches("challenge", NOW, codes.code("challenge", NOW))).isTrue();
    assertThat(codes.code("another", NOW)).isNotEqualTo(codes.code("challenge", NOW));
  }

  private CodeDerivation derivation(String name) {
    KeyFile.create(directory.resolve(name + ".json"), KeyType.PRF);
    return new CodeDerivation(new Keys(directory, Clock.systemUTC()).prf(name));
  }
}
