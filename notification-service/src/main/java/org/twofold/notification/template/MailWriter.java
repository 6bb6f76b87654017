package org.twofold.notification.template;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.twofold.notification.template.Letter.Anchor;

/**
 * Writes e-mails from the bundles. Nothing that a user typed gets into them, and no link that leads
 * elsewhere than to our own site (F4).
 */
@Component
public class MailWriter {

  private final TemplateEngine html = new TemplateEngine();
  private final Site site;

  @Autowired
  MailWriter(SiteSettings settings) {
    this(new Site(settings.url()));
  }

  MailWriter(Site site) {
    ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
    files.setPrefix("/templates/");
    files.setSuffix(".html");
    files.setCharacterEncoding("UTF-8");
    html.setTemplateResolver(files);
    this.site = site;
  }

  /** For e-mails without a link. */
  public static MailWriter withoutLinks() {
    return new MailWriter(new Site(null));
  }

  /** The e-mail that says it. */
  public Mail write(Content content) {
    Words words = new Words(content.locale());
    String code = content.code();
    Letter letter =
        code == null ? notice(words, content) : code(words, content, CodeGroups.of(code));
    return new Mail(letter.subject(), letter.asText(), html(words, letter));
  }

  private Letter code(Words words, Content content, CodeGroups code) {
    String rule = words.of("code.rule", content.minutes());
    String asked = Occasion.sentence(words, "asked", content);
    return letter(
        words, content, words.of("code.subject", code.asText()), code, Optional.of(rule), asked);
  }

  private Letter notice(Words words, Content content) {
    return letter(
        words,
        content,
        words.of(content, "subject"),
        CodeGroups.NONE,
        words.find(content, "then"),
        Occasion.sentence(words, "happened", content));
  }

  private Letter letter(
      Words words,
      Content content,
      String subject,
      CodeGroups code,
      Optional<String> then,
      String circumstances) {
    Anchor action = anchor(words.find(content, "action"), content.links().action());
    Anchor notMe = anchor(Optional.of(words.of("notMe.link")), content.links().notMe());
    Optional<String> offer = words.find(content, action == null ? "noOffer" : "offer");
    return new Letter(
        subject,
        words.of(content, "first"),
        code,
        Stream.of(then, offer).flatMap(Optional::stream).toList(),
        action,
        circumstances,
        notMe == null ? words.find(content, "notMe").orElse("") : words.of("notMe.question"),
        notMe,
        words.of("foot"));
  }

  private @Nullable Anchor anchor(Optional<String> words, @Nullable String link) {
    return words.flatMap(text -> site.own(link).map(url -> new Anchor(text, url))).orElse(null);
  }

  private String html(Words words, Letter letter) {
    Context context = new Context(words.locale());
    context.setVariable("language", words.locale().getLanguage());
    context.setVariable("letter", letter);
    return html.process("message", context);
  }
}
