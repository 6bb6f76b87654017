package org.twofold.gateway.web;

import java.util.Locale;
import org.springframework.context.MessageSource;

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

  /** Its language. */
  public Locale locale() {
    return locale;
  }
}
