package org.twofold.keys;

import com.google.crypto.tink.Mac;
import java.security.GeneralSecurityException;

/** Authenticates bytes between those who hold the key (HMAC-SHA-256, 256-bit tag). */
public final class MacKey {

  private final KeyRing<Mac> ring;

  MacKey(KeyRing<Mac> ring) {
    this.ring = ring;
  }

  /** The tag of these bytes under the present key. */
  public byte[] tag(byte[] data) {
    return Tink.must(() -> ring.current().computeMac(data));
  }

  /** Whether the tag was made for these bytes by any key of the file. */
  public boolean verifies(byte[] tag, byte[] data) {
    return ring.all().stream().anyMatch(mac -> verifies(mac, tag, data));
  }

  private static boolean verifies(Mac mac, byte[] tag, byte[] data) {
    try {
      mac.verifyMac(tag, data);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
