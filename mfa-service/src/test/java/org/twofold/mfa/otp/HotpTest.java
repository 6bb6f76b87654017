package org.twofold.mfa.otp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HotpTest {

  private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

  /** RFC 4226, appendix D. */
  @ParameterizedTest
  @Tag("A6")
  @CsvSource({
    "0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314",
    "5, 254676", "6, 287922", "7, 162583", "8, 399871", "9, 520489"
  })
  void truncatesAsTheRfcDoes(long counter, String code) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(SECRET, "HmacSHA1"));

    assertThat(Hotp.truncate(mac.doFinal(ByteBuffer.allocate(8).putLong(counter).array()), 6))
        .isEqualTo(code);
  }
}
