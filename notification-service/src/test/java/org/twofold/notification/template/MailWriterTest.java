package org.twofold.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailWriterTest {

  private static final Instant WHEN = Instant.parse("2026-11-24T09:05:00Z");

  private final MailWriter writer = new MailWriter();

  static List<String> matters() {
    return Matters.ALL;
  }

  @Test
  void everyLanguageHasTheSameWords() {
    assertThat(bundle(Locale.FRENCH).keySet()).isEqualTo(bundle(Locale.ENGLISH).keySet());
  }

  @ParameterizedTest
  @MethodSource("matters")
  void everythingThatIsSentHasItsWords(String key) {
    for (String language : List.of("en", "fr", "fr-CA", "de")) {
      for (String method : List.of("EMAIL", "SMS", "TOTP", "BACKUP_CODE")) {
        boolean code = key.startsWith("code.");
        Mail mail =
            writer.write(
                content(new Matter(key, method, null), code ? "493107" : null, null, language));

        assertThat(mail.subject()).isNotBlank().doesNotContain("{", "null");
        assertThat(mail.text()).isNotBlank().doesNotContain("{", "null");
        assertThat(mail.html()).contains("<html").doesNotContain("${", "null");
        if (code) {
          assertThat(mail.subject()).startsWith("493107");
          assertThat(mail.text()).contains("493107");
        }
      }
    }
  }

  @Test
  void saysWhenInTheTimeOfTheRecipientAndFromWhere() {
    assertThat(code("Firefox, Linux", "Europe/Paris", "en").text())
        .contains("Asked for on 24 November 2026 at 10:05 CET (Firefox, Linux).");
    assertThat(code("Safari, iPhone", "America/Montreal", "fr").text())
        .contains("Demandé le 24 novembre 2026 à 04:05 EST (Safari, iPhone).");
    assertThat(code("Safari, iPhone", "America/Montreal", "fr").html())
        .contains("Demandé le 24 novembre 2026 à 04:05 EST (Safari, iPhone).");
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    assertThat(code(null, "UTC", "en").text())
        .contains("Asked for on 24 November 2026 at 09:05 UTC.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Mars/Olympus", "../etc", "UTC\r\n"})
  void readsATimeZoneThatIsNoneAsUtc(String zone) {
    assertThat(code(null, zone, "en").text()).contains("at 09:05");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 2, 9})
  void saysHowManyBackupCodesAreLeft(int remaining) {
    Integer left = remaining < 0 ? null : remaining;
    String text =
        writer
            .write(content(new Matter("factor.codeUsed", "BACKUP_CODE", left), null, null, "en"))
            .text();
    String expected =
        switch (remaining) {
          case -1 -> "log in to your account.\n";
          case 0 -> "log in to your account. None is left.";
          case 1 -> "log in to your account. One is left.";
          default -> "log in to your account. " + remaining + " are left.";
        };
    assertThat(text).contains(expected);
  }

  @Test
  void aResetCodeStandsWholeInTheTextAndInGroupsForTheEye() {
    Mail mail =
        writer.write(content(new Matter("code.reset"), "ABCDEFGHJKLM", "Firefox, Mac", "en"));

    assertThat(mail.text()).contains("ABCDEFGHJKLM");
    assertThat(mail.html()).contains("ABCD EFGH JKLM");
  }

  @Test
  @Tag("F4")
  void nothingHostileGetsIntoAMessage() {
    Random random = new Random(20261124);
    List<String> hostile =
        List.of(
            "<script>alert(1)</script>",
            "<a href=//evil.example>x</a>",
            "https://evil.example/x",
            "evil.example",
            "${7*7}",
            "*{T(java.lang.Runtime)}",
            "{{7*7}}",
            "{0}",
            "'+x",
            "x\r\nBcc: eve@example.com");
    Mail plain = code(null, "UTC", "en");
    for (int i = 0; i < 5_000; i++) {
      String name = hostile.get(random.nextInt(hostile.size())) + "!".repeat(random.nextInt(50));

      Mail mail = code(name, "UTC", "en");

      assertThat(mail.text()).isEqualTo(plain.text());
      assertThat(mail.html()).isEqualTo(plain.html());
    }
  }

  @Test
  @Tag("F4")
  void theHtmlIsEscaped() {
    Mail mail = writer.write(content(new Matter("code.login"), "<b>107", null, "en"));

    assertThat(mail.html()).doesNotContain("<b>").contains("&lt;b&gt;");
  }

  @Test
  @Tag("G1")
  void neitherAMailNorItsContentPrintsACode() {
    Content content = content(new Matter("code.login"), "493107", null, "en");

    assertThat(content.toString()).doesNotContain("493107");
    assertThat(writer.write(content).toString()).doesNotContain("493107");
    assertThatCode(content::hashCode).doesNotThrowAnyException();
  }

  private Mail code(String device, String zone, String language) {
    return writer.write(
        new Content(
            new Matter("code.login"),
            "493107",
            Duration.ofMinutes(5),
            WHEN,
            device,
            zone,
            language));
  }

  private static Content content(Matter matter, String code, String device, String language) {
    return new Content(matter, code, Duration.ofMinutes(5), WHEN, device, "UTC", language);
  }

  private static ResourceBundle bundle(Locale locale) {
    return new Words(locale.getLanguage()).bundle();
  }
}
