package org.twofold.gateway.settings;

import java.time.Duration;
import java.time.Instant;

/** What became of the wish to have a number or an address proven. */
public sealed interface SetupBegun {

  /**
   * A code is on its way.
   *
   * @param id names it when the code is given
   */
  record Begun(String id, Instant expiresAt, Instant resendAt) implements SetupBegun {}

  /** Not before: a code was just sent. */
  record TooSoon(Duration pause) implements SetupBegun {}
}
