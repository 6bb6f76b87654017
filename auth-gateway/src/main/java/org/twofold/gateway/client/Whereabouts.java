package org.twofold.gateway.client;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * From where somebody acted, as it is kept: for the auditor, and for nobody once she is erased.
 *
 * @param client address, device and place, sealed under her own key; null where she has none
 * @param networkHash a keyed hash of the network, for searching; null where the address is not
 *     known
 */
public record Whereabouts(byte @Nullable [] client, @Nullable String networkHash) {

  /** Of somebody of whom nothing is known. */
  public static final Whereabouts UNKNOWN = new Whereabouts(null, null);

  /** The sealed part as events carry it; null where there is none. */
  public @Nullable ByteBuffer box() {
    return client == null ? null : ByteBuffer.wrap(client);
  }

  /** Nothing of either. */
  @Override
  public String toString() {
    return "Whereabouts[•••]";
  }
}
