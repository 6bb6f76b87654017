package org.twofold.gateway.operator;

/**
 * What an operator does once.
 *
 * @param id names it, in every event of it
 * @param operator who
 * @param reason why, in her words
 */
record Command(String id, String operator, String reason) {

  /** Nothing that was typed. */
  @Override
  public String toString() {
    return "Command[" + id + "]";
  }
}
