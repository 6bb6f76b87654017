package org.twofold.gateway.activity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.twofold.gateway.client.Client;
import org.twofold.gateway.place.Place;

/**
 * What happened on one account lately.
 *
 * @param id the user
 * @param entries in the order in which they were heard
 */
public record Activity(@Id String id, List<Entry> entries) {

  /**
   * One event, as its owner is told.
   *
   * @param eventId its id
   * @param type the event's name
   * @param method null where none belongs to it
   * @param outcome a word of the event's; null where its name says all
   * @param device browser and system; null where not known
   * @param place null where not known
   */
  public record Entry(
      String eventId,
      String type,
      Instant at,
      @Nullable String method,
      @Nullable String outcome,
      @Nullable String device,
      @Nullable Place place) {

    /** One of which it is not known from where it came. */
    static Entry of(
        String eventId,
        String type,
        Instant at,
        @Nullable String method,
        @Nullable String outcome) {
      return new Entry(eventId, type, at, method, outcome, null, null);
    }

    /** The same, done by somebody. */
    Entry by(Client client) {
      return new Entry(eventId, type, at, method, outcome, client.device(), client.place());
    }
  }
}
