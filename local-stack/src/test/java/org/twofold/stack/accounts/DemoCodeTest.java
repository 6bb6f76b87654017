package org.twofold.stack.accounts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.layout.DataDirectory;

class DemoCodeTest {

  @TempDir Path root;

  /** RFC 6238 appendix B, the last six of its eight digits. */
  @Tag("A6")
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void computesTheCodesOfTheRfc(long seconds, String code) {
    byte[] secret = "12345678901234567890".getBytes(US_ASCII);

    assertThat(Totp.code(secret, Instant.ofEpochSecond(seconds))).isEqualTo(code);
  }

  /** RFC 4648 section 10, without the padding. */
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void writesBase32(String plain, String encoded) {
    assertThat(Base32.encode(plain.getBytes(US_ASCII))).isEqualTo(encoded);
    assertThat(Base32.decode(encoded)).isEqualTo(plain.getBytes(US_ASCII));
  }

  @Test
  void showsWhatTheAppOfTheDemoSubscriberShows() throws Exception {
    DataDirectory data = new DataDirectory(root);
    byte[] secret = Base32.decode(DemoSecret.make(data));
    Files.createFile(data.demoSubscribers());
    Instant now = Instant.ofEpochSecond(1_111_111_111);

    assertThat(DemoCode.shown(data, " Demo-TOTP@example.com", now))
        .isEqualTo(Totp.code(secret, now) + " (29 s left)");
  }

  @Test
  void saysWhereTheCodesOfOthersAre() {
    DataDirectory data = new DataDirectory(root);

    assertThatThrownBy(() -> DemoCode.shown(data, "demo-sms@example.com", Instant.EPOCH))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("inbox");
    assertThatThrownBy(() -> DemoCode.shown(data, "ada@example.com", Instant.EPOCH))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("on their phones");
    assertThatThrownBy(() -> DemoCode.shown(data, "demo-totp@example.com", Instant.EPOCH))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("./twofold up");
  }
}
