package org.twofold.mfa.totp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.bson.types.Binary;
import org.springframework.stereotype.Component;
import org.twofold.keys.AeadKey;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.keys.NotOpenedException;

/**
 * Seals secrets, and opens them, for one user and one authenticator: put beside another id or
 * another user a sealed secret is of no use (A5).
 */
@Component
class Secrets {

  private final AeadKey key;

  Secrets(Keys keys) {
    this.key = keys.aead("totp-aead");
  }

  /** Seals a secret in base32. */
  byte[] seal(String userId, String totpId, String secret) {
    return key.seal(secret.getBytes(US_ASCII), AssociatedData.of(userId, totpId));
  }

  /**
   * The secret in base32.
   *
   * @throws IllegalStateException if it does not belong there, or is destroyed
   */
  String open(Authenticator authenticator) {
    if (!(authenticator.secret() instanceof Binary secret)) {
      throw new IllegalStateException("The secret of this authenticator is destroyed");
    }
    try {
      byte[] context = AssociatedData.of(authenticator.userId(), authenticator.id());
      return new String(key.open(secret.getData(), context), US_ASCII);
    } catch (NotOpenedException e) {
      throw new IllegalStateException("A secret does not belong to its authenticator", e);
    }
  }
}
