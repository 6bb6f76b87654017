package org.twofold.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  @ParameterizedTest
  @Tag("B8")
  @ValueSource(
      strings = {
        "123456",
        "123 456",
        " 123456 ",
        "12-34-56",
        "123\u00a0456",
        "123\u2009456",
        "123–456",
        "1 2 3 4 5 6",
        "123\u2011456",
        "\t123456\n"
      })
  void aCodeIsTypedInAnySpacing(String typed) {
    assertThat(Fields.sixDigits(typed)).contains("123456");
  }

  @Test
  @Tag("B8")
  void sixZerosAreACode() {
    assertThat(Fields.sixDigits("000000")).contains("000000");
  }

  @ParameterizedTest
  @Tag("B8")
  @ValueSource(
      strings = {
        "",
        "12345",
        "1234567",
        "12345a",
        "+12345",
        "１２３４５６",
        "١٢٣٤٥٦",
        "१२३४५६",
        "12345٦",
        "123\u200b456",
        "123\0456",
        "123.456",
        "123,456",
        "0x1234",
        "123456;",
        "½23456",
        "𝟏𝟐𝟑𝟒𝟓𝟔"
      })
  void aCodeIsSixAsciiDigitsAndNothingElse(String typed) {
    assertThat(Fields.sixDigits(typed)).isEmpty();
    assertRefused("code", () -> Fields.code(typed));
  }

  @Test
  void aTextHasItsLengthInCharacters() {
    assertThat(Fields.atMost("password", "😀".repeat(128), 128)).hasSize(256);
    assertRefused("password", () -> Fields.atMost("password", "x".repeat(129), 128));
    assertRefused("password", () -> Fields.atMost("password", null, 128));
  }

  /** Half a character would become a question mark, and one password another. */
  @ParameterizedTest
  @Tag("E5")
  @ValueSource(strings = {"\ud83d", "\ude00", "abc\ud83dabcdef", "\ude00\ud83d", "12345678\ud83d"})
  void halfACharacterIsNoText(String typed) {
    assertRefused("password", () -> Fields.required("password", typed));
    assertRefused("password", () -> Fields.atMost("password", typed, 128));
  }

  @Test
  void aTimeZoneIsAnIanaName() {
    assertThat(Fields.timeZone("Europe/Paris")).isEqualTo("Europe/Paris");
    for (String other : List.of("", "+02:00", "europe/paris", "Mars/Olympus", "UTC+1", "Z")) {
      assertRefused("timeZone", () -> Fields.timeZone(other));
    }
  }

  @Test
  void aLanguageIsOneThatWeSpeak() {
    assertThat(Fields.locale("fr")).isEqualTo("fr");
    for (String other : List.of("", "FR", "fr-CA", "de", "en_US")) {
      assertRefused("locale", () -> Fields.locale(other));
    }
  }

  @Test
  void aMethodIsOneOfFour() {
    for (String known : List.of("EMAIL", "SMS", "TOTP", "BACKUP_CODE")) {
      assertThat(Fields.method(known)).hasToString(known);
    }
    for (String other : List.of("", "email", "UNKNOWN", "EMAIL ")) {
      assertRefused("method", () -> Fields.method(other));
    }
  }

  private static void assertRefused(String field, ThrowingCallable check) {
    assertThatThrownBy(check)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.name()).isEqualTo(ProblemName.INVALID_REQUEST);
              assertThat(problem.errors()).extracting(Problem.FieldError::field).contains(field);
            });
  }
}
