package org.twofold.gateway.account;

import java.time.Instant;

/**
 * The proven number of an account.
 *
 * @param number sealed, in E.164
 */
public record Phone(byte[] number, Instant addedAt) {

  /** Nothing of the number. */
  @Override
  public String toString() {
    return "Phone[•••]";
  }
}
