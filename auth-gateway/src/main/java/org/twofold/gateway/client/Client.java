package org.twofold.gateway.client;

import org.jspecify.annotations.Nullable;
import org.twofold.gateway.place.Place;

/**
 * Who is at the other end, as its owner would know it again; not its address.
 *
 * @param device browser and system; null where not known
 * @param place null where not known
 */
public record Client(@Nullable String device, @Nullable Place place) {

  /** One of which nothing is known. */
  public static final Client UNKNOWN = new Client(null, null);
}
