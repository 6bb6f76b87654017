package org.twofold.gateway.client;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.twofold.gateway.place.Place;

/**
 * Who is at the other end, as its owner would know it again.
 *
 * @param device browser and system; null where not known
 * @param place null where not known
 * @param address where the request came from; null where not known, or known no more: it is kept
 *     only sealed ({@link Whereabouts})
 */
public record Client(
    @Nullable String device, @Nullable Place place, @Nullable InetAddress address) {

  /** The address as text; {@code unknown} where it is not known. */
  public String addressText() {
    return ClientAddress.text(address);
  }

  /** Neither address nor place. */
  @Override
  public String toString() {
    return "Client[•••]";
  }
}
