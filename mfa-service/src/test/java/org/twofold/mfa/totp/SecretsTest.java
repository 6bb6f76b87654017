package org.twofold.mfa.totp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;
import org.bson.types.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.testing.MfaUnderTest;

@Tag("A5")
class SecretsTest {

  private static final int SUBSCRIBERS = 60;

  private final MfaUnderTest mfa = MfaUnderTest.shared();

  @BeforeEach
  void atNine() {
    mfa.clock().set(SettableClock.NINE);
  }

  @Test
  void aSealedSecretPutBesideAnotherUserOrIdIsOfNoUse() {
    List<Subscriber> all =
        Stream.generate(() -> Subscriber.withTotp(mfa)).limit(SUBSCRIBERS).toList();
    Binary first = all.getFirst().stored().secret();
    for (int i = 0; i < SUBSCRIBERS; i++) {
      Subscriber one = all.get(i);
      Subscriber next = all.get((i + 1) % SUBSCRIBERS);
      put(one, i + 1 < SUBSCRIBERS ? next.stored().secret() : first);

      assertThatIllegalStateException()
          .isThrownBy(() -> one.tries(one.newLogin(), next.code()))
          .withMessageContaining("does not belong");
      assertThatIllegalStateException().isThrownBy(() -> one.tries(one.newLogin(), one.code()));
    }
  }

  @Test
  void aSealedSecretOfTheSameUserOpensForItsOwnAuthenticatorOnly() {
    Subscriber phone = Subscriber.withTotp(mfa);
    Subscriber tablet = phone.withAnother();
    put(phone, tablet.stored().secret());

    assertThatIllegalStateException()
        .isThrownBy(() -> phone.tries(phone.newLogin(), tablet.code()));
  }

  @Test
  void nothingOfASecretIsInADumpInAnyForm() {
    List<Subscriber> all =
        Stream.concat(
                Stream.generate(() -> Subscriber.withTotp(mfa)).limit(SUBSCRIBERS),
                Stream.generate(() -> Subscriber.whoSetsUp(mfa)).limit(SUBSCRIBERS))
            .toList();
    Subscriber one = all.getFirst();
    one.tries(one.newLogin(), one.code());
    String dump =
        Stream.of("authenticators", "holdings", "tries", "factors")
            .map(mfa::dump)
            .reduce("", String::concat);

    assertThat(dump).contains(one.totpId());
    for (Subscriber subscriber : all) {
      assertThat(forms(subscriber.secret())).noneMatch(dump::contains);
    }
  }

  private static List<String> forms(String secret) {
    byte[] raw = new Base32().decode(secret);
    String hex = HexFormat.of().formatHex(raw);
    return List.of(
        new String(raw, ISO_8859_1),
        hex,
        hex.toUpperCase(Locale.ROOT),
        secret,
        secret.toLowerCase(Locale.ROOT),
        Base64.getEncoder().encodeToString(raw),
        HexFormat.of().formatHex(secret.getBytes(US_ASCII)));
  }

  private void put(Subscriber beside, Binary secret) {
    mfa.bean(ReactiveMongoTemplate.class)
        .updateFirst(
            Query.query(Criteria.where("_id").is(beside.totpId())),
            new Update().set("secret", secret),
            "authenticators")
        .block();
  }
}
