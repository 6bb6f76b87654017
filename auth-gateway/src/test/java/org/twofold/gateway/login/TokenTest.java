package org.twofold.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twofold.keys.Keys;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.test.TestKeys;

@Tag("E1")
class TokenTest {

  private final String loginId = EventIds.next();
  private final Token token = Token.of(loginId);
  private final TokenHash hashes = new TokenHash(new Keys(TestKeys.directory(), Clock.systemUTC()));

  @Test
  void hasASecretOf256BitsThatIsNewEachTime() {
    assertThat(Base64.getUrlDecoder().decode(token.secret())).hasSize(32);
    assertThat(
            IntStream.range(0, 1_000)
                .mapToObj(i -> Token.of(loginId).secret())
                .collect(Collectors.toSet()))
        .hasSize(1_000);
  }

  @Test
  void isReadAsItWasGiven() {
    assertThat(Token.parse(token.text())).contains(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", " ", "%s ", " %s", "%s\n", "%s.", "%sA", "A%s", "%s%s", "%s=="})
  void isNothingElse(String form) {
    assertThat(Token.parse(form.replace("%s", token.text()))).isEmpty();
    assertThat(Token.parse(token.text().substring(1))).isEmpty();
    assertThat(Token.parse(token.text().replace('.', ','))).isEmpty();
    assertThat(Token.parse(loginId + "." + "é".repeat(43))).isEmpty();
  }

  @Test
  void opensOnlyTheLoginThatItWasMadeFor() {
    String hash = hashes.of(token);

    assertThat(hashes.matches(token, hash)).isTrue();
    assertThat(hashes.matches(new Token(EventIds.next(), token.secret()), hash)).isFalse();
    assertThat(hashes.matches(Token.of(loginId), hash)).isFalse();
    assertThat(hashes.matches(token, hash.substring(1))).isFalse();
    assertThat(hashes.matches(token, "")).isFalse();
  }

  @Test
  void itsHashIsWorthNothingWithoutTheKey() {
    TokenHash stranger = new TokenHash(new Keys(TestKeys.directory(), Clock.systemUTC()));

    assertThat(stranger.matches(token, hashes.of(token))).isFalse();
    assertThat(hashes.of(token)).doesNotContain(token.secret());
  }

  @Test
  @Tag("G1")
  void doesNotSayItsSecret() {
    assertThat(token.toString()).doesNotContain(token.secret());
  }
}
