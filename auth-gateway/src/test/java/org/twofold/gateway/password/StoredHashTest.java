package org.twofold.gateway.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.twofold.gateway.testing.GatewayUnderTest;

class StoredHashTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password",
        "$argon2id$v=19$m=999999999,t=2,p=1$c29tZXNhbHRzb21l$aGFzaGhhc2hoYXNoaGFzaGhhc2g",
        "$argon2id$v=19$m=262145,t=2,p=1$c29tZXNhbHRzb21l$aGFzaGhhc2hoYXNoaGFzaGhhc2g",
        "$argon2id$v=19$m=19456,t=21,p=1$c29tZXNhbHRzb21l$aGFzaGhhc2hoYXNoaGFzaGhhc2g",
        "$2a$31$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234",
        "$1$abc$def"
      })
  void whatCannotBeVerifiedAtABearableCostIsNone(String hash) {
    assertThat(StoredHash.isVerifiable(hash)).isFalse();
  }

  @Test
  void aHashOfAnotherSystemIsVerified() {
    PasswordVerifier passwords = GatewayUnderTest.onStandIn().bean(PasswordVerifier.class);
    String bcrypt = BCrypt.hashpw("a long sentence", BCrypt.gensalt(4));

    assertThat(StoredHash.isVerifiable(bcrypt)).isTrue();
    assertThat(passwords.verify("a long sentence", bcrypt).block()).isTrue();
    assertThat(passwords.verify("a long sentenc", bcrypt).block()).isFalse();
  }
}
