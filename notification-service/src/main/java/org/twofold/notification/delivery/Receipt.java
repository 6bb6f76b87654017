package org.twofold.notification.delivery;

import org.twofold.events.Refusal;

/** What a provider said. */
public sealed interface Receipt {

  /** Its name, as configured. */
  String provider();

  /** It took the message. */
  record Taken(String provider) implements Receipt {}

  /** It did not. */
  record Refused(String provider, Refusal why) implements Receipt {}
}
