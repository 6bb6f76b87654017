package org.twofold.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twofold.keys.Keys;
import org.twofold.messaging.test.SettableClock;
import org.twofold.messaging.test.TestKeys;

@Tag("D3")
class LinksTest {

  private static final String SITE = "https://login.example.com";

  private final SettableClock clock = new SettableClock();
  private final Links links = links();

  private Links links() {
    return new Links(new Keys(TestKeys.directory(), clock), new SiteUrl(URI.create(SITE)), clock);
  }

  @Test
  void whatWasMailedIsReadAgain() {
    for (Link link :
        Stream.of(
                links.notMe("user"),
                links.unlock("user", "TOTP", SettableClock.NINE),
                links.cancel("user", "recovery", Duration.ofHours(72)))
            .toList()) {
      assertThat(links.read(token(link))).contains(link);
    }
  }

  @Test
  void everyLinkHasAnIdAndATokenOfItsOwn() {
    assertThat(Stream.generate(() -> token(links.notMe("user"))).limit(1_000))
        .doesNotHaveDuplicates();
  }

  @Test
  void itsTagHas256Bits() {
    String token = token(links.notMe("user"));

    assertThat(Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1)))
        .hasSizeGreaterThanOrEqualTo(32);
  }

  @Test
  void tenThousandAlteredTokensAreNone() {
    Random random = new Random(42);
    String token = token(links.unlock("user", "TOTP", SettableClock.NINE));
    Link link = links.read(token).orElseThrow();
    for (int i = 0; i < 10_000; i++) {
      char[] altered = token.toCharArray();
      altered[random.nextInt(altered.length)] = (char) (33 + random.nextInt(94));
      links
          .read(new String(altered))
          .ifPresent(same -> assertThat(same).as(new String(altered)).isEqualTo(link));
    }
  }

  @Test
  void neitherAnotherKeyNorAnotherTextMakesALinkOfOurs() {
    String token = token(links.notMe("user"));
    String other = token(links.notMe("other"));
    String mixed = token.substring(0, token.indexOf('.')) + other.substring(other.indexOf('.'));

    assertThat(links().read(token)).isEmpty();
    assertThat(links.read(mixed)).isEmpty();
    for (String nothing :
        new String[] {"", ".", "..", "x", "a.b", token + ".", token + "x=", "é.é"}) {
      assertThat(links.read(nothing)).as(nothing).isEmpty();
    }
    assertThat(links.read(token + "A".repeat(1_000))).isEmpty();
  }

  @Test
  @Tag("B5")
  void aLockIsOpenedNoEarlierThanADayAfterIt() {
    Link link = links.unlock("user", "TOTP", SettableClock.NINE);

    assertThat(link.usableFrom()).isEqualTo(SettableClock.NINE.plus(Duration.ofHours(24)));
    assertThat(links.notMe("user").usableFrom()).isBeforeOrEqualTo(clock.instant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example.com/path",
        "ftp://a",
        "login.example.com",
        "https://a@b",
        "https://a?b"
      })
  void whatIsNoOriginIsNoSite(String url) {
    assertThat(new SiteUrl(URI.create(url)).isAnOrigin()).isFalse();
  }

  @Test
  void aPartThatWouldBeTwoIsRefused() {
    assertThatThrownBy(() -> links.url(links.notMe("user~other")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private String token(Link link) {
    String url = links.url(link);
    assertThat(url).startsWith(SITE + "/link/");
    return url.substring((SITE + "/link/").length());
  }
}
