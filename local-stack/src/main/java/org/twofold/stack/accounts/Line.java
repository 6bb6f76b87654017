package org.twofold.stack.accounts;

import java.util.Optional;

/**
 * A line of a file that is not blank.
 *
 * @param number from 1, blank lines counted
 * @param end where the next line begins, in bytes
 * @param content without the line's end; empty where there is a fault
 * @param fault why it is not sent
 */
record Line(long number, long end, byte[] content, Optional<String> fault) {

  /** Nothing of what stands in it. */
  @Override
  public String toString() {
    return "Line[" + number + "]";
  }
}
