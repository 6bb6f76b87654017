package org.twofold.gateway.settings;

import org.jspecify.annotations.Nullable;

/** The code that finishes a set-up. */
record SetupCode(@Nullable String code) {

  /** Nothing of it. */
  @Override
  public String toString() {
    return "SetupCode[•••]";
  }
}
