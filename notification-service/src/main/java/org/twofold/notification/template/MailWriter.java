package org.twofold.notification.template;

import java.util.List;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Writes e-mails from the bundles. Nothing that a user typed gets into them (F4). */
@Component
public class MailWriter {

  private final TemplateEngine html = new TemplateEngine();

  /** With the templates of this service. */
  public MailWriter() {
    ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
    files.setPrefix("/templates/");
    files.setSuffix(".html");
    files.setCharacterEncoding("UTF-8");
    html.setTemplateResolver(files);
  }

  /** The e-mail that says it. */
  public Mail write(Content content) {
    Words words = new Words(content.locale());
    String code = content.code();
    return code == null ? notice(words, content) : code(words, content, code);
  }

  private Mail code(Words words, Content content, String code) {
    String first = words.of(content.matter(), "first");
    String asked = Occasion.sentence(words, "asked", content);
    String rule = words.of("code.rule", content.minutes());
    return new Mail(
        words.of("code.subject", code),
        String.join("\n\n", first, code, asked, rule),
        html(words, first, grouped(code), List.of(asked, rule)));
  }

  private Mail notice(Words words, Content content) {
    String first = words.of(content.matter(), "first");
    List<String> rest =
        List.of(Occasion.sentence(words, "happened", content), words.of(content.matter(), "then"));
    return new Mail(
        words.of(content.matter(), "subject"),
        first + "\n\n" + String.join("\n\n", rest),
        html(words, first, "", rest));
  }

  private String html(Words words, String first, String code, List<String> rest) {
    Context context = new Context(words.locale());
    context.setVariable("language", words.locale().getLanguage());
    context.setVariable("first", first);
    context.setVariable("code", code);
    context.setVariable("rest", rest);
    return html.process("message", context);
  }

  /** For the eye: six digits in two groups, a longer code in groups of four. */
  private static String grouped(String code) {
    int group = code.length() > 6 ? 4 : 3;
    return code.replaceAll("(.{" + group + "})(?!$)", "$1 ");
  }
}
