package org.twofold.notification.template;

import org.jspecify.annotations.Nullable;

/**
 * What the recipient of a message may follow.
 *
 * @param notMe where she says that it was not her; null where there is no such place
 * @param action where she does what the message offers; null where it offers nothing
 */
public record Links(@Nullable String notMe, @Nullable String action) {

  /** Nowhere. */
  public static final Links NONE = new Links(null, null);

  /** Nothing of them: whoever has one may follow it. */
  @Override
  public String toString() {
    return "Links[•••]";
  }
}
