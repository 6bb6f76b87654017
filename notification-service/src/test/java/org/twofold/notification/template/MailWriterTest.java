package org.twofold.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailWriterTest {

  private static final Instant WHEN = Instant.parse("2026-11-24T09:05:00Z");

  private static final String SITE = "https://login.example.com";
  private static final String NOT_ME = SITE + "/link/n0t-Me_" + "x".repeat(200);
  private static final String ACTION = SITE + "/link/act?ion=%2F&x=1";

  private final MailWriter writer = new MailWriter(new Site(URI.create(SITE)));

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
                content(
                    new Matter(key, method, null, WHEN), code ? "493107" : null, null, language));

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
        .contains("Asked for on 24 November 2026 at 10:05 (Europe/Paris) from Firefox on Linux.");
    assertThat(code("Safari, iPhone", "America/Montreal", "fr").text())
        .contains(
            "Demandé le 24 novembre 2026 à 04:05 (America/Montreal) depuis Safari sur iPhone.");
    assertThat(code("Safari, iPhone", "America/Montreal", "fr").html())
        .contains(
            "Demandé le 24 novembre 2026 à 04:05 (America/Montreal) depuis Safari sur iPhone.");
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    assertThat(code(null, "UTC", "en").text())
        .contains("Asked for on 24 November 2026 at 09:05 (UTC).");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Mars/Olympus", "../etc", "UTC\r\n"})
  void readsATimeZoneThatIsNoneAsUtc(String zone) {
    assertThat(code(null, zone, "en").text()).contains("at 09:05 (UTC).");
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

  @ParameterizedTest
  @CsvSource({
    "0,Make new backup codes in My Settings now",
    "1,before they run out",
    "3,before they run out",
    "4,Each code works once",
    "-1,Each code works once"
  })
  void warnsWhenFewBackupCodesAreLeft(int remaining, String warning) {
    Integer left = remaining < 0 ? null : remaining;
    Matter used = new Matter("factor.codeUsed", "BACKUP_CODE", left);

    assertThat(writer.write(content(used, null, null, "en")).text()).contains(warning);
  }

  @Test
  void aResetCodeStandsInGroupsOfFour() {
    Mail mail =
        writer.write(content(new Matter("code.reset"), "ABCDEFGHJKLM", "Firefox, Mac", "en"));

    assertThat(mail.subject()).startsWith("ABCD EFGH JKLM is your");
    assertThat(mail.text()).contains("\n\nABCD EFGH JKLM\n\n");
    assertThat(mail.html()).contains(">ABCD</span>", ">EFGH</span>", ">JKLM</span>");
  }

  @Test
  void saysOneMinuteAndNotOneMinutes() {
    Content last =
        new Content(
            new Matter("code.login"), "493107", Duration.ofSeconds(40), WHEN, null, "UTC", "en");

    assertThat(writer.write(last).text()).contains("It works for one minute, once.");
  }

  @Test
  @Tag("D5")
  void saysInTheTimeOfTheRecipientWhenWhatIsAnnouncedHappens() {
    Matter asked = new Matter("factor.removalAsked", "TOTP", null, WHEN.plusSeconds(86_400));
    Content content =
        new Content(asked, null, Duration.ZERO, WHEN, null, "Europe/Paris", "fr", Links.NONE);

    assertThat(writer.write(content).text())
        .contains("Elle cessera de fonctionner le 25 novembre 2026 à 10:05 (Europe/Paris)");
  }

  @Test
  @Tag("D3")
  void leadsToWhereTheRecipientSaysThatItWasNotHer() {
    Mail mail = linked("factor.on", NOT_ME, null);

    assertThat(mail.text()).contains("Was this not you? Stop it here\n" + NOT_ME + "\n");
    assertThat(mail.html())
        .contains("href=\"" + NOT_ME + "\"", ">Stop it here</a>")
        .containsOnlyOnce("href=");
    assertThat(mail.text()).doesNotContain("If this was not you");
  }

  @Test
  @Tag("B5")
  void aLockIsToldWithTheWaysOut() {
    assertThat(linked("factor.locked", NOT_ME, ACTION).text())
        .contains("another method, or by support", "from 24 hours after the lock:\n\n")
        .contains("Unlock Google Authenticator\n" + ACTION + "\n", NOT_ME);
    assertThat(linked("factor.locked", NOT_ME, ACTION).html())
        .contains("href=\"" + ACTION.replace("&", "&amp;") + "\"");
    assertThat(linked("factor.locked", NOT_ME, null).text())
        .contains("another method, or by support")
        .doesNotContain("24 hours", "Unlock ");
  }

  @Test
  void withoutALinkSaysInWordsWhatToDo() {
    assertThat(linked("factor.removalAsked", null, null).text())
        .contains("stop it in My Settings")
        .doesNotContain("Stop the removal", "http");
    assertThat(linked("factor.on", null, null).text())
        .contains("If this was not you, log in, turn it off and change your password.")
        .doesNotContain("http");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/link/x",
        "//login.example.com/link/x",
        "http://login.example.com/link/x",
        "HTTPS://login.example.com/link/x",
        "https://login.example.com",
        "https://login.example.com:444/link/x",
        "https://login.example.com.evil.example/x",
        "https://login.example.com@evil.example/x",
        "https://evil.example/https://login.example.com/x",
        "https://login.example.com\\@evil.example/x",
        "https://login.example.com/x\"onclick=alert(1)",
        "https://login.example.com/x<b>",
        "https://login.example.com/x y",
        "https://login.example.com/x\r\nBcc: eve@example.com",
        "https://login.example.com/x\u202e",
        "https://login.example.com/#x",
        "javascript:alert(1)//https://login.example.com/",
        "data:text/html,x"
      })
  @Tag("F4")
  void noLinkLeadsElsewhereThanToOurOwnSite(String hostile) {
    Mail plain = linked("factor.locked", null, null);

    assertThat(linked("factor.locked", hostile, hostile)).isEqualTo(plain);
    assertThat(MailWriter.withoutLinks().write(locked(NOT_ME, ACTION))).isEqualTo(plain);
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

  private Mail linked(String key, String notMe, String action) {
    return writer.write(
        new Content(
            new Matter(key, "TOTP", null, WHEN),
            null,
            Duration.ZERO,
            WHEN,
            null,
            "UTC",
            "en",
            new Links(notMe, action)));
  }

  private static Content locked(String notMe, String action) {
    return new Content(
        new Matter("factor.locked", "TOTP", null, WHEN),
        null,
        Duration.ZERO,
        WHEN,
        null,
        "UTC",
        "en",
        new Links(notMe, action));
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
