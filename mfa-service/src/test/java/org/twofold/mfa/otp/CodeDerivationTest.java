package org.twofold.mfa.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.keys.Keys;

class CodeDerivationTest {

  private static final Instant LAST_OF_THE_FIRST_KEY = Instant.parse("2026-11-23T23:59:59Z");
  private static final Instant FIRST_OF_THE_SECOND_KEY = Instant.parse("2026-11-24T00:00:00Z");

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** Of chi-square with nine degrees of freedom, where p is 0.001. */
  private static final double CHI_SQUARE_LIMIT = 27.877;

  private CodeDerivation codes;

  @BeforeEach
  void readTheFixedKeys(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("code-derivation.json");
    try (InputStream fixed = getClass().getResourceAsStream("code-derivation.json")) {
      Files.copy(fixed, file);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Clock clock = Clock.fixed(FIRST_OF_THE_SECOND_KEY, ZoneOffset.UTC);
    codes = new CodeDerivation(new Keys(directory, clock).prf("code-derivation"));
  }

  @Test
  @Tag("A1")
  void aMillionCodesAreUniformAtEveryPositionAndKeepTheirLeadingZeros() {
    int amount = 1_000_000;
    int[][] seen = new int[6][10];
    for (int i = 0; i < amount; i++) {
      String code = codes.code("challenge-" + i, FIRST_OF_THE_SECOND_KEY);
      assertThat(code.length()).isEqualTo(6);
      for (int position = 0; position < 6; position++) {
        seen[position][code.charAt(position) - '0']++;
      }
    }

    for (int[] position : seen) {
      assertThat(chiSquare(position, amount / 10.0)).isLessThan(CHI_SQUARE_LIMIT);
    }
    assertThat(seen[0][0] / (double) amount).isCloseTo(0.1, within(0.001));
  }

  @Test
  @Tag("A8")
  void theSameChallengeHasTheSameCodeForEverAndAnotherAnother() {
    assertThat(codes.code("challenge", FIRST_OF_THE_SECOND_KEY))
        .isEqualTo(codes.code("challenge", FIRST_OF_THE_SECOND_KEY.plusSeconds(1)))
        .isNotEqualTo(codes.code("another", FIRST_OF_THE_SECOND_KEY));
  }

  @Test
  void theKeyIsThatOfTheMomentWhenTheChallengeBegan() {
    int different = 0;
    for (int i = 0; i < 20; i++) {
      String before = codes.code("challenge-" + i, LAST_OF_THE_FIRST_KEY);
      different += before.equals(codes.code("challenge-" + i, FIRST_OF_THE_SECOND_KEY)) ? 0 : 1;
    }

    assertThat(different).isGreaterThan(18);
  }

  @Test
  @Tag("D1")
  void aLongCodeHasSixtyUniformBits() {
    int amount = 100_000;
    int[] ones = new int[60];
    for (int i = 0; i < amount; i++) {
      String code = codes.longCode("challenge-" + i, FIRST_OF_THE_SECOND_KEY);
      assertThat(code).matches("[A-Z2-7]{12}");
      for (int bit = 0; bit < ones.length; bit++) {
        ones[bit] += BASE32.indexOf(code.charAt(bit / 5)) >> bit % 5 & 1;
      }
    }

    for (int count : ones) {
      // four standard errors
      assertThat(count / (double) amount).isCloseTo(0.5, within(2 / Math.sqrt(amount)));
    }
  }

  @Test
  @Tag("D1")
  void aLongCodeIsTheSameForTheSameChallengeOnly() {
    String code = codes.longCode("challenge", FIRST_OF_THE_SECOND_KEY);

    assertThat(codes.longCode("challenge", FIRST_OF_THE_SECOND_KEY)).isEqualTo(code);
    assertThat(codes.longCode("another", FIRST_OF_THE_SECOND_KEY)).isNotEqualTo(code);
    assertThat(codes.longCode("challenge", LAST_OF_THE_FIRST_KEY)).isNotEqualTo(code);
  }

  private static double chiSquare(int[] seen, double expected) {
    double sum = 0;
    for (int count : seen) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }
}
