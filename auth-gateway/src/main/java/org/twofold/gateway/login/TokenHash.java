package org.twofold.gateway.login;

import java.util.Base64;
import org.springframework.stereotype.Component;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.keys.PrfKey;

/** Hashes the secrets of tokens with a key that is not in the database. */
@Component
class TokenHash {

  private static final int BYTES = 32;

  private final PrfKey key;

  TokenHash(Keys keys) {
    this.key = keys.prf("token-hash");
  }

  String of(Token token) {
    return text(key.derive(input(token), BYTES));
  }

  /** Also by a key that was in use when the token was given out. */
  boolean matches(Token token, String hash) {
    return key.deriveAll(input(token), BYTES).stream()
        .anyMatch(derived -> Token.same(text(derived), hash));
  }

  private static byte[] input(Token token) {
    return AssociatedData.of(token.loginId(), token.secret());
  }

  private static String text(byte[] hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }
}
