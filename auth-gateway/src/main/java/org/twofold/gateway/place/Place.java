package org.twofold.gateway.place;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A city and its country, or one of them.
 *
 * @param names by language, as the file of places has them; never empty
 */
public record Place(Map<String, String> names) {

  /** In the language where it has a name there, else in any. */
  public String in(String language) {
    String name = names.get(language);
    return name == null ? names.values().iterator().next() : name;
  }

  /** The same of a place that may not be known. */
  public static @Nullable String in(String language, @Nullable Place place) {
    return place == null ? null : place.in(language);
  }
}
