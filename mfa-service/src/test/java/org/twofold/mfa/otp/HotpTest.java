package org.twofold.mfa.otp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("A6")
class HotpTest {

  @ParameterizedTest
  @CsvSource({
    "0,755224", "1,287082", "2,359152", "3,969429", "4,338314",
    "5,254676", "6,287922", "7,162583", "8,399871", "9,520489"
  })
  void givesTheCodesOfRfc4226AppendixD(long counter, String code) throws Exception {
    assertThat(Hotp.truncate(hmac("HmacSHA1", "12345678901234567890", counter), 6)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "59,46119246", "1111111109,68084774", "1111111111,67062674",
    "1234567890,91819424", "2000000000,90698825", "20000000000,77737706"
  })
  void givesTheCodesOfRfc6238AppendixBForTheLongerHmacOfSha256(long seconds, String code)
      throws Exception {
    byte[] hmac = hmac("HmacSHA256", "12345678901234567890123456789012", seconds / 30);

    assertThat(Hotp.truncate(hmac, 8)).isEqualTo(code);
  }

  @Test
  void keepsLeadingZeros() {
    byte[] hmac = new byte[32];
    hmac[3] = 7;

    assertThat(Hotp.truncate(hmac, 6)).isEqualTo("000007");
  }

  @Test
  void readsTheLastFourBytesOfTheShortestHmac() {
    byte[] hmac = new byte[20];
    hmac[19] = 0xf;
    hmac[15] = (byte) 0xff;

    assertThat(Hotp.truncate(hmac, 6)).isEqualTo(String.format("%06d", 0x7f00_0000 % 1_000_000));
  }

  @Test
  void refusesFewerThanSixDigits() {
    assertThatIllegalArgumentException().isThrownBy(() -> Hotp.truncate(new byte[32], 5));
  }

  private static byte[] hmac(String algorithm, String secret, long counter) throws Exception {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(secret.getBytes(US_ASCII), algorithm));
    return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
  }
}
