package org.twofold.gateway.login;

import java.util.Arrays;
import org.twofold.events.DeliveryState;

/** What became of a message, in the order in which it can only go forward within one send. */
public enum Delivery {
  /** Not sent: its user asked for too many. */
  LIMITED(0),
  /** Asked for. */
  QUEUED(10),
  /** Nothing was heard for some seconds, or the sender tries again. */
  DELAYED(20),
  /** A provider took it. */
  SENT(30),
  /** Given up. */
  FAILED(40),
  /** It arrived. */
  DELIVERED(50);

  private final int rank;

  Delivery(int rank) {
    this.rank = rank;
  }

  /** Its place in the order, as it is stored: a state that is added later gets one between. */
  int rank() {
    return rank;
  }

  static Delivery ranked(int rank) {
    return Arrays.stream(values())
        .filter(delivery -> delivery.rank == rank)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No delivery of rank " + rank));
  }

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
