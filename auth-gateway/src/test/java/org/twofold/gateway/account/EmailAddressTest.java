package org.twofold.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @CsvSource({
    "jane@example.com, jane@example.com",
    "'  Jane@Example.COM ', jane@example.com",
    "'\tjane@example.com\r\n', jane@example.com",
    "o'hara+tag=1@mail.example.co.uk, o'hara+tag=1@mail.example.co.uk",
    "a@x.io, a@x.io",
    "1@1-2.3x, 1@1-2.3x",
    "JOSÉ@bücher.example, josé@bücher.example",
    "jose\u0301@example.com, josé@example.com",
    "用户@例子.广告, 用户@例子.广告"
  })
  void isKeptTrimmedComposedAndInLowerCase(String typed, String canonical) {
    assertThat(EmailAddress.parse(typed)).contains(new EmailAddress(canonical));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "@",
        "a@",
        "@x.com",
        "a",
        "a@x",
        "a@.x.com",
        "a@x.com.",
        "a@x..com",
        ".a@x.com",
        "a.@x.com",
        "a..b@x.com",
        "a@@x.com",
        "a@b@x.com",
        "a b@x.com",
        "a\u00a0b@x.com",
        "a\u2028b@x.com",
        "a\u200bb@x.com",
        "\u202ea@x.com",
        "a@x\u202e.com",
        "a@-x.com",
        "a@x-.com",
        "a@x_y.com",
        "a@x.123",
        "a@127.0.0.1",
        "a@[127.0.0.1]",
        "\"a\"@x.com",
        "a(comment)@x.com",
        "<a@x.com>",
        "Jane <a@x.com>",
        "a@x.com,b@x.com",
        "a@x.com;b@x.com",
        "a\\b@x.com",
        "a:b@x.com",
        "a@x.com\\",
        "a@x.com/..",
        "a@x.com?x=1",
        "a@ex ample.com",
        "a@\ud800x.com",
        "\ud800@x.com",
        "a\ud800@x.com",
        "a@\u0301x.com"
      })
  void refusesWhatIsNone(String typed) {
    assertThat(EmailAddress.parse(typed)).isEmpty();
  }

  @ParameterizedTest
  @Tag("F5")
  @ValueSource(
      strings = {
        "a@x.com\r\nBcc: b@y.com", "a\r\nBcc:b@y.com", "a\n@x.com", "a\r@x.com", "a@x\n.com",
        "a@x.com\nb@y.com", "a\0@x.com", "a@x.com\0", "a@x.\0com", "a@x.com\r\n.\r\n"
      })
  void refusesEveryLineEndAndNul(String typed) {
    assertThat(EmailAddress.parse(typed)).isEmpty();
  }

  /** Written otherwise they are the same name to the mail server, and another to us. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@ｅxample.com", "a@example。com", "a@straße.example", "a@xn--bcher-kva.example",
        "a@xn--.example", "a@xn--zz--zz.example", "a@exam\u00adple.com", "a@ﬁne.example"
      })
  void refusesADomainInAnotherSpellingThanItsOwn(String typed) {
    assertThat(EmailAddress.parse(typed)).isEmpty();
  }

  @Test
  void hasTheLengthsOfSmtpInOctets() {
    // RFC 5321, 4.5.3.1.1: local part 64 octets; 4.5.3.1.3: path 256 with its brackets
    assertThat(EmailAddress.parse("a".repeat(64) + "@x.com")).isPresent();
    assertThat(EmailAddress.parse("a".repeat(65) + "@x.com")).isEmpty();
    assertThat(EmailAddress.parse("é".repeat(33) + "@x.com")).isEmpty();
    assertThat(EmailAddress.parse("a@" + "b".repeat(63) + ".com")).isPresent();
    assertThat(EmailAddress.parse("a@" + "b".repeat(64) + ".com")).isEmpty();
    String longest = "a@" + "bcd.".repeat(62) + "com";
    assertThat(EmailAddress.parse(longest)).isPresent();
    assertThat(EmailAddress.parse("aaaa" + longest)).isEmpty();
    assertThat(EmailAddress.parse("a@" + "b.".repeat(100_000) + "com")).isEmpty();
    assertThat(EmailAddress.parse("a".repeat(1_000_000))).isEmpty();
  }

  /** Whatever is typed, what is kept would be kept the same again. */
  @Test
  void theFormInWhichItIsKeptIsItsOwnForm() {
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .mapToObj(Character::toString)
        .flatMap(letter -> EmailAddress.parse("x" + letter + "y@x" + letter + "y.com").stream())
        .forEach(
            kept -> assertThat(EmailAddress.parse(kept.canonical())).isEqualTo(Optional.of(kept)));
  }

  @ParameterizedTest
  @Tag("G1")
  @CsvSource({
    "jane@example.com, j•••@e•••.com",
    "a@x.io, a•••@x•••.io",
    "jane@mail.example.co.uk, j•••@m•••.uk",
    "用户@例子.广告, 用•••@例•••.广告",
    "😀x@example.com, 😀•••@e•••.com"
  })
  void hintsAtAnAddressWithoutSayingIt(String address, String hint) {
    assertThat(new EmailAddress(address).hint()).isEqualTo(hint);
  }

  @Test
  @Tag("G1")
  void doesNotSayItself() {
    assertThat(new EmailAddress("jane@example.com")).hasToString("EmailAddress[•••]");
  }
}
