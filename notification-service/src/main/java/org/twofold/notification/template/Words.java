package org.twofold.notification.template;

import java.text.MessageFormat;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
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

  /** A sentence about the matter: {@code part} is what its key ends with. */
  String of(Content content, String part) {
    Matter matter = content.matter();
    String factor = matter.factor();
    Integer remaining = matter.remaining();
    Instant due = matter.due();
    return of(
        matter.key() + "." + part,
        factor == null ? "" : of("factor." + factor),
        remaining == null ? -1 : remaining,
        due == null ? "" : Occasion.time(this, due, content.timeZone()));
  }

  /** The same where not every matter has that sentence. */
  Optional<String> find(Content content, String part) {
    return has(content.matter().key() + "." + part)
        ? Optional.of(of(content, part))
        : Optional.empty();
  }

  boolean has(String key) {
    return bundle.containsKey(key);
  }
}
