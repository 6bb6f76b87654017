package org.twofold.keys;

import com.google.crypto.tink.prf.PrfSet;
import java.time.Instant;
import java.util.List;

/** Derives bytes that nobody without the key can foresee or tell from chance (HMAC-SHA-256). */
public final class PrfKey {

  private static final int MOST = 32;

  private final KeyRing<PrfSet> ring;

  PrfKey(KeyRing<PrfSet> ring) {
    this.ring = ring;
  }

  /**
   * Derives with the key in use now.
   *
   * @param length in bytes, at most 32
   */
  public byte[] derive(byte[] input, int length) {
    return derive(ring.current(), input, length);
  }

  /**
   * Derives with the key of an epoch, so that the answer for something that happened is the same
   * for ever.
   *
   * @param moment when it happened
   * @param length in bytes, at most 32
   */
  public byte[] deriveAt(Instant moment, byte[] input, int length) {
    return derive(ring.at(moment), input, length);
  }

  /**
   * Derives with the key that its file holds for the longest time: a name that stays the same over
   * a rotation, until that key is taken out.
   *
   * @param length in bytes, at most 32
   */
  public byte[] deriveByOldest(byte[] input, int length) {
    return derive(ring.oldest(), input, length);
  }

  /**
   * What each key of the file derives, newest first: for looking up what an older key may have
   * named.
   */
  public List<byte[]> deriveAll(byte[] input, int length) {
    return ring.all().stream().map(prfs -> derive(prfs, input, length)).toList();
  }

  private static byte[] derive(PrfSet prfs, byte[] input, int length) {
    if (length < 1 || length > MOST) {
      throw new IllegalArgumentException("HMAC-SHA-256 gives 1 to 32 bytes, not " + length);
    }
    return Tink.must(() -> prfs.computePrimary(input, length));
  }
}
