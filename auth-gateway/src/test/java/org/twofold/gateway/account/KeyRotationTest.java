package org.twofold.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.MfaStandIn;
import org.twofold.gateway.testing.Subscriber;
import org.twofold.keys.KeyFile;
import org.twofold.keys.KeyType;

/** What stands while a key of the gateway gets a successor. */
class KeyRotationTest {

  private static final Map<String, KeyType> KEYS =
      Map.of(
          "address-aead", KeyType.AEAD,
          "personal-aead", KeyType.AEAD,
          "blind-index", KeyType.PRF,
          "token-hash", KeyType.PRF,
          "link-mac", KeyType.MAC);

  private final GatewayUnderTest gateway = GatewayUnderTest.onStandIn();
  private final Subscriber she = Subscriber.aSubscriberWithEmailVerification(gateway);

  @Test
  void herLoginGoesOnAndTheNextOneFindsHerByTheNewKey() throws Exception {
    Answer before = she.logIn();
    String former = she.account().addressIndex();
    rotate();

    assertThat(she.verifies(before, MfaStandIn.RIGHT).status()).isEqualTo(200);
    assertThat(she.account().addressIndex()).isNotEqualTo(former);
    assertThat(she.verifies(she.logIn(), MfaStandIn.RIGHT).status()).isEqualTo(200);
  }

  @Test
  void herSessionStands() throws Exception {
    String session = she.verifies(she.logIn(), MfaStandIn.RIGHT).session();
    rotate();

    Answer settings = she.api().with(session).get("/api/v1/settings");

    assertThat(settings.status()).isEqualTo(200);
  }

  @Test
  @Tag("E4")
  void herAddressIsStillKnownToASignUp() throws Exception {
    Answer before = she.knowing("another long password").signUp();
    rotate();
    Answer after = she.knowing("another long password of the day").signUp();

    for (Answer begun : new Answer[] {before, after}) {
      // no code is right for an address that has an account (ADR 4)
      assertThat(she.proves(begun.text("accountId"), MfaStandIn.RIGHT).status()).isEqualTo(422);
    }
    assertThat(she.logIn().status()).isEqualTo(200);
  }

  @Test
  void aRegistrationBegunBeforeMakesNoSecondAccountOfAnAddressThatHasOne() throws Exception {
    Subscriber twice = Subscriber.aStranger(gateway);
    String first = twice.signUp().text("accountId");
    String second = twice.knowing("another long password").signUp().text("accountId");
    assertThat(twice.proves(first, MfaStandIn.RIGHT).status()).isEqualTo(201);
    rotate();

    assertThat(twice.proves(second, MfaStandIn.RIGHT).status()).isEqualTo(410);
    assertThat(twice.account().id()).isEqualTo(first);
  }

  @Test
  void aRepeatedRequestWithItsKeyIsStillTheSame() throws Exception {
    Subscriber stranger = Subscriber.aStranger(gateway);
    Map<String, String> body = Map.of("email", stranger.email(), "password", stranger.password());
    Answer first =
        stranger.api().post("/api/v1/accounts", body, "Idempotency-Key", stranger.email());
    rotate();
    Answer again =
        stranger.api().post("/api/v1/accounts", body, "Idempotency-Key", stranger.email());

    assertThat(again.text("accountId")).isEqualTo(first.text("accountId"));
    assertThat(again.text("expiresAt")).isEqualTo(first.text("expiresAt"));
  }

  private void rotate() throws Exception {
    Instant now = gateway.clock().instant();
    for (Map.Entry<String, KeyType> key : KEYS.entrySet()) {
      Path file = gateway.ground().keys().resolve(key.getKey() + ".json");
      FileTime before = Files.getLastModifiedTime(file);
      KeyFile.rotate(file, key.getValue(), now, now.plusMillis(1));
      // files of the same millisecond would look the same
      Files.setLastModifiedTime(file, FileTime.from(before.toInstant().plusSeconds(1)));
    }
    gateway.clock().forward(Duration.ofSeconds(2));
  }
}
