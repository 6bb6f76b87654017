package org.twofold.gateway.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class PasswordVerifierTest {

  private static final PasswordVerifier PASSWORDS =
      new PasswordVerifier(new PasswordSettings(1024, 1, 1, 1, 20));
  private static final byte[] SALT = new byte[16];

  @AfterAll
  static void stop() {
    PASSWORDS.destroy();
  }

  @Test
  @Tag("E5")
  void hashesWithArgon2idAndTheParametersThatAreSet() {
    assertThat(hash("correct horse")).startsWith("$argon2id$v=19$m=1024,t=1,p=1$");
  }

  @Test
  @Tag("E5")
  void knowsAPasswordFromEveryOtherAlsoByItsLastCharacter() {
    for (String letter : new String[] {"x", "é", "😀", "\0"}) {
      String password = letter.repeat(128);
      String hash = hash(password);
      assertThat(isRight(password, hash)).isTrue();
      assertThat(isRight(password.substring(letter.length()) + "y", hash)).isFalse();
      assertThat(isRight(password.substring(letter.length()), hash)).isFalse();
      assertThat(isRight(password + letter, hash)).isFalse();
    }
    assertThat(isRight("correct horsE", hash("correct horse"))).isFalse();
    assertThat(isRight(" correct horse", hash("correct horse"))).isFalse();
  }

  /** NIST SP 800-63B-4, 3.1.1.2. */
  @Test
  @Tag("E5")
  void takesTheSamePasswordFromAnotherKeyboard() {
    assertThat(isRight("cafe\u0301 au lait", hash("café au lait"))).isTrue();
    assertThat(isRight("ｐａｓｓｐｏｒｔ", hash("passport"))).isTrue();
  }

  @Test
  @Tag("E4")
  void nobodysPasswordIsNeverRight() {
    assertThat(isRight("nobody", null)).isFalse();
    assertThat(isRight("", null)).isFalse();
  }

  @Test
  @Tag("J1")
  void refusesTheSurplusAtOnceAndVerifiesTheRest() {
    String hash = hash("correct horse");
    AtomicInteger refused = new AtomicInteger();

    long right =
        Flux.range(0, 200)
            .flatMap(
                i ->
                    PASSWORDS
                        .verify("correct horse", hash)
                        .doOnError(OverloadedException.class, full -> refused.incrementAndGet())
                        .onErrorResume(
                            OverloadedException.class, full -> Flux.<Boolean>empty().next()),
                200)
            .filter(verified -> verified)
            .count()
            .block();

    assertThat(right).isGreaterThanOrEqualTo(20);
    assertThat(refused).hasPositiveValue();
    assertThat(right + refused.get()).isEqualTo(200);
    assertThat(isRight("correct horse", hash)).isTrue();
  }

  private static String hash(String password) {
    return PASSWORDS.hash(password, SALT).block();
  }

  private static boolean isRight(String password, String hash) {
    return PASSWORDS.verify(password, hash).block();
  }
}
