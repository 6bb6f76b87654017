package org.twofold.mfa.otp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base32TextTest {

  @ParameterizedTest
  @CsvSource({
    "f,MY",
    "fo,MZXQ",
    "foo,MZXW6",
    "foob,MZXW6YQ",
    "fooba,MZXW6YTB",
    "foobar,MZXW6YTBOI"
  })
  void isThatOfRfc4648Section10WithoutPadding(String plain, String text) {
    assertThat(Base32Text.of(plain.getBytes(US_ASCII))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GEZDGNBVGY3TQOJQ",
        "gezd gnbv gy3t qojq",
        "GEZD-GNBV-GY3T-QOJQ",
        "GEZDGNBVGY3TQOJQ====="
      })
  void readsWhatPeopleWriteDown(String typed) {
    assertThat(Base32Text.canonical(typed, 10, 64)).hasValue("GEZDGNBVGY3TQOJQ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "=",
        "    ",
        "GEZDGNBVGY3TQOJ",
        "GEZDGNBVGY3TQOJ0",
        "GEZDGNBVGY3TQOJ1",
        "GEZDGNBVGY3TQOJı",
        "GEZDGNBVGY3TQOJ\n",
        "GEZDGNBV=GY3TQOJQ",
        "GEZDGNBVGY3TQOJQG",
        "ＧEZDGNBVGY3TQOJQ"
      })
  void refusesWhatIsNoBase32OrTooShort(String typed) {
    assertThat(Base32Text.canonical(typed, 10, 64)).isEmpty();
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThat(Base32Text.canonical(Base32Text.of(new byte[64]), 10, 64)).isPresent();
    assertThat(Base32Text.canonical(Base32Text.of(new byte[65]), 10, 64)).isEmpty();
  }
}
