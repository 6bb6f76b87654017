package org.twofold.keys;

import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

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
   * Those of a file that open and verify still. Only a private delivery key dies; all others live
   * for ever.
   *
   * @param from when a key comes, or came, into use
   */
  <K> List<K> living(List<K> oldestFirst, Function<K, Instant> from, Instant now) {
    if (this != HPKE_PRIVATE) {
      return oldestFirst;
    }
    int dead = 0;
    while (dead + 1 < oldestFirst.size()
        && !from.apply(oldestFirst.get(dead + 1)).plus(GRACE).isAfter(now)) {
      dead++;
    }
    return oldestFirst.subList(dead, oldestFirst.size());
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
