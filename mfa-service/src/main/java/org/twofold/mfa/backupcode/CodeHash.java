package org.twofold.mfa.backupcode;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.keys.PrfKey;

/**
 * What is kept of a code: a hash under a key that is not in the database, salted by user, set and
 * slot (A4; NIST SP 800-63B-4, 3.1.2.2).
 */
@Component
class CodeHash {

  private static final int BYTES = 32;

  private final PrfKey key;

  CodeHash(Keys keys) {
    this.key = keys.prf("backup-code");
  }

  byte[] of(String userId, String setId, Instant issuedAt, int slot, String code) {
    return key.deriveAt(
        issuedAt, AssociatedData.of(userId, setId, Integer.toString(slot), code), BYTES);
  }

  /** The slot that has this code; all are looked at, so that time does not tell which it was. */
  OptionalInt slotOf(CodeSet set, String code) {
    OptionalInt found = OptionalInt.empty();
    for (int slot = 0; slot < set.slots().size(); slot++) {
      byte[] hash = of(set.userId(), set.id(), set.issuedAt(), slot, code);
      boolean same = MessageDigest.isEqual(hash, set.slots().get(slot).hash().getData());
      found = same ? OptionalInt.of(slot) : found;
    }
    return found;
  }
}
