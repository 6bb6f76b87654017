package org.twofold.notification.template;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The bundle of a language; English for one that we do not speak. */
record Words(Locale locale, ResourceBundle bundle) {

  private static final String NAME = "messages";

  Words(String language) {
    this(language.startsWith("fr") ? Locale.FRENCH : Locale.ENGLISH);
  }

  private Words(Locale locale) {
    this(
        locale,
        ResourceBundle.getBundle(
            NAME,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
  }

  String of(String key, Object... values) {
    return new MessageFormat(bundle.getString(key), locale).format(values);
  }

  /** A sentence of a matter: {@code part} is what its key ends with. */
  String of(Matter matter, String part) {
    String factor = matter.factor();
    Integer remaining = matter.remaining();
    return of(
        matter.key() + "." + part,
        factor == null ? "" : of("factor." + factor),
        remaining == null ? -1 : remaining);
  }
}
