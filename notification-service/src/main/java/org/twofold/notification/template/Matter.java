package org.twofold.notification.template;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a message is about.
 *
 * @param key of its words in the bundles
 * @param factor name of the method that it concerns, as the bundles know it; null where none
 * @param remaining backup codes left; null where it is not about them
 * @param due when what it announces happens; null where it announces nothing
 */
public record Matter(
    String key, @Nullable String factor, @Nullable Integer remaining, @Nullable Instant due) {

  /** That needs no more than its key. */
  public Matter(String key) {
    this(key, null, null);
  }

  /** Of a method, as it is now. */
  public Matter(String key, @Nullable String factor, @Nullable Integer remaining) {
    this(key, factor, remaining, null);
  }
}
