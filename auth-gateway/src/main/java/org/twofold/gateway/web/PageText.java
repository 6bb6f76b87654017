package org.twofold.gateway.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/** The sentences of the pages in one language. */
public final class PageText {

  private final MessageSource bundles;
  private final Locale locale;

  PageText(MessageSource bundles, Locale locale) {
    this.bundles = bundles;
    this.locale = locale;
  }

  /** A sentence, with its values in their places. */
  public String of(String key, Object... values) {
    return bundles.getMessage(key, values, locale);
  }

  /**
   * The first sentence that there is, of several keys.
   *
   * @throws org.springframework.context.NoSuchMessageException where there is none
   */
  String first(String value, String... keys) {
    Object[] values = {value};
    MessageSourceResolvable wanted = new DefaultMessageSourceResolvable(keys, values);
    return bundles.getMessage(wanted, locale);
  }

  /** Browser and system, as people say it. */
  public String device(@Nullable String device) {
    String[] names = device == null ? new String[0] : device.split(", ", 2);
    return names.length == 2 ? of("device.on", names[0], names[1]) : of("device.unknown");
  }

  /** Its language. */
  public Locale locale() {
    return locale;
  }
}
