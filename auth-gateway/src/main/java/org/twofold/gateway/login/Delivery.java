package org.twofold.gateway.login;

import org.twofold.events.DeliveryState;

/** What became of a message, in the order in which it can only go forward within one send. */
public enum Delivery {
  /** Asked for. */
  QUEUED,
  /** Nothing was heard for some seconds, or the sender tries again. */
  DELAYED,
  /** A provider took it. */
  SENT,
  /** Given up. */
  FAILED,
  /** It arrived. */
  DELIVERED;

  /** What a report says of it. */
  static Delivery of(DeliveryState state) {
    return switch (state) {
      case SENT -> SENT;
      case DELIVERED -> DELIVERED;
      case RETRYING -> DELAYED;
      case FAILED, EXPIRED -> FAILED;
      case UNKNOWN -> throw new IllegalArgumentException("A report without a state");
    };
  }
}
