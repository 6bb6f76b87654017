package org.twofold.mfa.backupcode;

import java.time.Instant;
import java.util.List;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * A set of backup codes as it stands in the database: no code, and no hash that can be tried
 * without the key.
 *
 * @param id the gateway's setId
 * @param issuedAt its hashes are of the key of this moment
 * @param slots one for each code; none once it is destroyed
 */
record CodeSet(@Id String id, String userId, Instant issuedAt, List<Slot> slots) {

  /**
   * A code.
   *
   * @param hash of the code with its user, set and slot
   * @param usedBy the login that used it; null while it is open
   * @param repeats further tries of that login with it, at most five
   */
  record Slot(Binary hash, @Nullable String usedBy, int repeats) {

    static Slot open(byte[] hash) {
      return new Slot(new Binary(hash), null, 0);
    }
  }

  boolean isOf(String user) {
    return userId.equals(user);
  }

  boolean letIn(String loginId) {
    return slots.stream().anyMatch(slot -> loginId.equals(slot.usedBy()));
  }

  int remaining() {
    return (int) slots.stream().filter(slot -> slot.usedBy() == null).count();
  }
}
