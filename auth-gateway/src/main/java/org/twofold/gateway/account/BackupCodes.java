package org.twofold.gateway.account;

import java.time.Instant;
import java.util.List;

/**
 * The present set of backup codes, as far as the gateway knows it: no code, in no form.
 *
 * @param setId names it to the mfa-service
 * @param used the slots of those that are spent
 */
public record BackupCodes(String setId, Instant issuedAt, List<Integer> used) {

  /** Codes of a set. */
  public static final int IN_A_SET = 10;

  /** How many are left. */
  public int remaining() {
    return Math.max(0, IN_A_SET - used.size());
  }
}
