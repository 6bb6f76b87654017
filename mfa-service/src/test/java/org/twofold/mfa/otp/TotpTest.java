package org.twofold.mfa.otp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.twofold.mfa.otp.TotpParameters.Algorithm;

class TotpTest {

  /** Two steps of it in a row have one code, and one has 000000. */
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  private static final Totp USUAL = Totp.of(new TotpParameters(Algorithm.SHA1, 6, 30));

  @ParameterizedTest
  @CsvSource({
    "59,SHA1,94287082", "59,SHA256,46119246", "59,SHA512,90693936",
    "1111111109,SHA1,07081804", "1111111109,SHA256,68084774", "1111111109,SHA512,25091201",
    "1111111111,SHA1,14050471", "1111111111,SHA256,67062674", "1111111111,SHA512,99943326",
    "1234567890,SHA1,89005924", "1234567890,SHA256,91819424", "1234567890,SHA512,93441116",
    "2000000000,SHA1,69279037", "2000000000,SHA256,90698825", "2000000000,SHA512,38618901",
    "20000000000,SHA1,65353130", "20000000000,SHA256,77737706", "20000000000,SHA512,47863826"
  })
  @Tag("A6")
  void givesTheCodesOfRfc6238AppendixB(long seconds, Algorithm algorithm, String code) {
    Totp totp = Totp.of(new TotpParameters(algorithm, 8, 30));
    String secret = secretOfAppendixB(algorithm);

    assertThat(totp.code(secret, totp.stepAt(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("A6")
  void agreesWithTheTruncationOfHotpForEveryNumberOfDigits(Algorithm algorithm) throws Exception {
    String secret = secretOfAppendixB(algorithm);
    for (int digits = 6; digits <= 8; digits++) {
      Totp totp = Totp.of(new TotpParameters(algorithm, digits, 30));
      for (long step = 0; step < 500; step++) {
        assertThat(totp.code(secret, step))
            .isEqualTo(Hotp.truncate(hmac(algorithm, secret, step), digits));
      }
    }
  }

  @Test
  @Tag("B3")
  void takesTheStepsNextToThePresentOneAndNothingElseOfAHundredSecrets() {
    Instant base = Instant.parse("2026-11-24T09:00:00Z");
    for (int i = 0; i < 100; i++) {
      String secret = USUAL.newSecret();
      long step = USUAL.stepAt(base);
      String code = USUAL.code(secret, step);
      for (int second = -120; second <= 120; second++) {
        Instant now = base.plusSeconds(second);
        long distance = USUAL.stepAt(now) - step;
        OptionalLong found = USUAL.matching(secret, now, code);
        if (Math.abs(distance) <= 1) {
          assertThat(found).hasValue(step);
        } else {
          // one code in a million is that of another step too
          assertThat(found.isEmpty() || found.getAsLong() != step).isTrue();
        }
      }
    }
  }

  @Test
  @Tag("B2")
  void ofTwoStepsWithTheSameCodeItIsTheLater() {
    Instant moment = Instant.parse("2026-02-23T09:00:00Z");
    long step = USUAL.stepAt(moment);

    assertThat(USUAL.code(SECRET, step)).isEqualTo(USUAL.code(SECRET, step + 1));
    assertThat(USUAL.matching(SECRET, moment, USUAL.code(SECRET, step))).hasValue(step + 1);
  }

  @Test
  @Tag("B8")
  void sixZerosAreACodeLikeAnyOther() {
    Instant moment = Instant.parse("2027-01-13T21:16:30Z");

    assertThat(USUAL.code(SECRET, USUAL.stepAt(moment))).isEqualTo("000000");
    assertThat(USUAL.matching(SECRET, moment, "000000")).isPresent();
    assertThat(USUAL.matching(SECRET, moment, "0")).isEmpty();
    assertThat(USUAL.matching(SECRET, moment, "")).isEmpty();
  }

  @Test
  @Tag("A5")
  void aNewSecretHasOneHundredAndSixtyBitsAndNeverComesTwice() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String secret = USUAL.newSecret();
      assertThat(secret).matches("[A-Z2-7]{32}");
      assertThat(seen.add(secret)).isTrue();
    }
  }

  private static String secretOfAppendixB(Algorithm algorithm) {
    int length =
        switch (algorithm) {
          case SHA1 -> 20;
          case SHA256 -> 32;
          case SHA512 -> 64;
        };
    return Base32Text.of("1234567890".repeat(7).substring(0, length).getBytes(US_ASCII));
  }

  private static byte[] hmac(Algorithm algorithm, String secret, long step) throws Exception {
    Mac mac = Mac.getInstance("Hmac" + algorithm);
    mac.init(new SecretKeySpec(new Base32().decode(secret), mac.getAlgorithm()));
    return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
  }
}
