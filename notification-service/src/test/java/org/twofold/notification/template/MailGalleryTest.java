package org.twofold.notification.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every e-mail in both languages, left in {@code target/mails} for people to look at. */
class MailGalleryTest {

  private static final Path GALLERY = Path.of("target", "mails");
  private static final Instant WHEN = Instant.parse("2026-11-24T08:12:00Z");
  private static final String SITE = "https://login.example.com";

  private final MailWriter writer = new MailWriter(new Site(URI.create(SITE)));

  static List<String> matters() {
    return Matters.ALL;
  }

  @ParameterizedTest
  @MethodSource("matters")
  @Tag("F4")
  void loadsNothingAndHasAtMostTwoLinks(String key) throws IOException {
    for (String language : List.of("en", "fr")) {
      Mail mail = writer.write(content(key, language));
      Files.createDirectories(GALLERY);
      Files.writeString(GALLERY.resolve(key + "." + language + ".html"), mail.html(), UTF_8);
      Files.writeString(
          GALLERY.resolve(key + "." + language + ".txt"), mail.subject() + "\n\n" + mail.text());

      assertThat(mail.html())
          .doesNotContain("src=", "url(", "@import", "<img", "<link", "<script", "<form", "<table")
          .contains("color-scheme", "lang=\"" + language + "\"");
      assertThat(mail.html().split("href=")).hasSizeLessThanOrEqualTo(3);
      assertThat(mail.html().split("https?://")).hasSameSizeAs(mail.html().split("href="));
    }
  }

  private static Content content(String key, String language) {
    String code = key.equals("code.reset") ? "ABCDEFGHJKLM" : "493107";
    return new Content(
        new Matter(key, "TOTP", 3, WHEN.plus(Duration.ofDays(1))),
        key.startsWith("code.") ? code : null,
        Duration.ofMinutes(5),
        WHEN,
        "Firefox, Linux",
        "Europe/Paris",
        language,
        new Links(SITE + "/link/not-me", SITE + "/link/action"));
  }
}
