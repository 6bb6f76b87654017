package org.twofold.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.password.PasswordRule.Verdict.COMMON;
import static org.twofold.gateway.password.PasswordRule.Verdict.FINE;
import static org.twofold.gateway.password.PasswordRule.Verdict.LENGTH;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("E5")
class PasswordRuleTest {

  private final PasswordRule rule = new PasswordRule();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eight ch",
        "        ",
        "ÄÖÜäöüß߀",
        "пароль моей кошки",
        "😀😃😄😁😆😅😂🤣",
        "qzxwvkpj",
        "no digits no capitals",
        "\0\1\2\3\4\5\6\7"
      })
  void takesAnyEightCharactersOfAnyKind(String password) {
    assertThat(rule.judge(password)).isEqualTo(FINE);
  }

  @Test
  void takes128CharactersAndNotOneMore() {
    for (String letter : List.of("x", "é", "😀")) {
      assertThat(rule.judge(letter.repeat(128))).as(letter).isEqualTo(FINE);
      assertThat(rule.judge(letter.repeat(129))).as(letter).isEqualTo(LENGTH);
      assertThat(rule.judge(letter.repeat(8))).as(letter).isNotEqualTo(LENGTH);
      assertThat(rule.judge(letter.repeat(7))).as(letter).isEqualTo(LENGTH);
    }
    assertThat(rule.judge("")).isEqualTo(LENGTH);
  }

  /** One key pressed is one character, whatever it stands for (18 of them in this one). */
  @Test
  void countsWhatWasTyped() {
    assertThat(rule.judge("\ufdfa")).isEqualTo(LENGTH);
    assertThat(rule.judge("\ufdfa".repeat(9))).isEqualTo(FINE);
  }

  /** Else an account is made whose password the log-in refuses as too long. */
  @Test
  void refusesOver128CharactersAlsoWhereTheyComposeToFewer() {
    assertThat(rule.judge("e\u0301".repeat(65))).isEqualTo(LENGTH);
    assertThat(rule.judge("e\u0301".repeat(64))).isEqualTo(FINE);
  }

  @Test
  void refusesFewerThanEightAlsoWhereTheyDecomposeToMore() {
    assertThat(rule.judge("e\u0301".repeat(7))).isEqualTo(LENGTH);
    assertThat(rule.judge("e\u0301".repeat(8))).isEqualTo(FINE);
  }

  @Test
  void refusesTheCommonestHoweverTheyAreWritten() throws IOException {
    List<String> commonest = commonest();

    assertThat(commonest).hasSizeGreaterThan(3_000).doesNotHaveDuplicates();
    for (String password : commonest) {
      assertThat(rule.judge(password)).as(password).isEqualTo(COMMON);
      assertThat(rule.judge(password.toUpperCase(Locale.ROOT))).as(password).isEqualTo(COMMON);
      assertThat(rule.judge(fullWidth(password))).as(password).isEqualTo(COMMON);
    }
  }

  private static List<String> commonest() throws IOException {
    try (var file = PasswordRule.class.getResourceAsStream("/commonest-passwords.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static String fullWidth(String text) {
    return text.codePoints()
        .map(letter -> letter > ' ' && letter < 0x7f ? letter + 0xfee0 : letter)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
