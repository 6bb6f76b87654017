package org.twofold.notification.template;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Writes messages from the bundles. Nothing that a user typed gets into them. */
@Component
public class Messages {

  private static final int HALF = 3;

  private final TemplateEngine html = new TemplateEngine();

  Messages() {
    ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
    files.setPrefix("/templates/");
    files.setSuffix(".html");
    files.setCharacterEncoding("UTF-8");
    html.setTemplateResolver(files);
  }

  /**
   * A message with a code.
   *
   * @param what key of its first sentence
   * @param life how long the code still works
   */
  public Message code(String what, String code, Duration life, String language) {
    Words words = new Words(language);
    long minutes = Math.max(1, Math.round(life.toSeconds() / 60.0));
    String first = words.of(what);
    String rule = words.of("code.rule", minutes);
    return new Message(
        words.of("code.subject", code),
        String.join("\n\n", first, code, rule),
        html(words, first, code.substring(0, HALF) + " " + code.substring(HALF), List.of(rule)));
  }

  /**
   * A message that tells of something.
   *
   * @param what key of its subject and sentences, {@code .subject}, {@code .first} and {@code
   *     .then} left out
   */
  public Message notice(String what, String language) {
    Words words = new Words(language);
    String first = words.of(what + ".first");
    String then = words.of(what + ".then");
    return new Message(
        words.of(what + ".subject"), first + "\n\n" + then, html(words, first, "", List.of(then)));
  }

  private String html(Words words, String first, String code, List<String> rest) {
    Context context = new Context(words.locale());
    context.setVariable("language", words.locale().getLanguage());
    context.setVariable("first", first);
    context.setVariable("code", code);
    context.setVariable("rest", rest);
    return html.process("message", context);
  }

  /** The bundle of a language; English for one that we do not speak. */
  private record Words(Locale locale, ResourceBundle bundle) {
    Words(String language) {
      this(language.startsWith("fr") ? Locale.FRENCH : Locale.ENGLISH);
    }

    private Words(Locale locale) {
      this(
          locale,
          ResourceBundle.getBundle(
              "messages",
              locale,
              ResourceBundle.Control.getNoFallbackControl(
                  ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    String of(String key, Object... values) {
      return new MessageFormat(bundle.getString(key), locale).format(values);
    }
  }
}
