package org.twofold.stack.inbox;

/** What a delivery receipt says of a message, by SMPP's names (appendix B) and numbers (5.2.28). */
enum ReceiptStat {
  DELIVRD(2),
  EXPIRED(3),
  UNDELIV(5),
  REJECTD(8),
  /** No receipt at all. */
  NONE(0);

  private final int messageState;

  ReceiptStat(int messageState) {
    this.messageState = messageState;
  }

  byte messageState() {
    return (byte) messageState;
  }

  /**
   * Whether somebody who asked for receipts in this way gets one.
   *
   * @param registeredDelivery its two lowest bits say when: 5.2.17
   */
  boolean isWanted(byte registeredDelivery) {
    return this != NONE
        && switch (registeredDelivery & 0b11) {
          case 1 -> true;
          case 2 -> this != DELIVRD;
          case 3 -> this == DELIVRD;
          default -> false;
        };
  }
}
