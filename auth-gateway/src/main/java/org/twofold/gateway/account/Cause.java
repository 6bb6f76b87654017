package org.twofold.gateway.account;

import org.jspecify.annotations.Nullable;
import org.twofold.gateway.client.Whereabouts;

/**
 * What led to a change.
 *
 * @param correlationId the login, session, set-up or link that it belongs to
 * @param device browser and system that asked for it; null where not known
 * @param whereabouts from where it was asked for
 */
public record Cause(String correlationId, @Nullable String device, Whereabouts whereabouts) {

  /** Nothing of the whereabouts. */
  @Override
  public String toString() {
    return "Cause[" + correlationId + "]";
  }
}
