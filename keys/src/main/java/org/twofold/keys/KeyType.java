package org.twofold.keys;

import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;

/** What the keys of a file can do. */
public enum KeyType {
  /** Seals and opens with one key: AES-256-GCM. */
  AEAD,
  /** Derives: HMAC-SHA-256 as a pseudo-random function. */
  PRF,
  /** Authenticates: HMAC-SHA-256. */
  MAC,
  /** Opens what was sealed to its public part: HPKE, RFC 9180, X25519 and AES-256-GCM. */
  HPKE_PRIVATE,
  /** Seals to the holder of the private part. */
  HPKE_PUBLIC;

  /** How long an opening key is still served once its successor is in use (design.md, Events). */
  private static final Duration GRACE = Duration.ofDays(7);

  /**
   * How long a key lives on after its successor came into use; empty: it opens and verifies for
   * ever.
   */
  Optional<Duration> diesAfterSuccessor() {
    return this == HPKE_PRIVATE ? Optional.of(GRACE) : Optional.empty();
  }

  Parameters parameters() throws GeneralSecurityException {
    return switch (this) {
      case AEAD -> PredefinedAeadParameters.AES256_GCM;
      case PRF -> PredefinedPrfParameters.HMAC_SHA256_PRF;
      case MAC -> PredefinedMacParameters.HMAC_SHA256_256BITTAG;
      case HPKE_PRIVATE, HPKE_PUBLIC ->
          HpkeParameters.builder()
              .setVariant(HpkeParameters.Variant.TINK)
              .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
              .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
              .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
              .build();
    };
  }
}
