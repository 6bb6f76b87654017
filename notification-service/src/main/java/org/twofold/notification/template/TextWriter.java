package org.twofold.notification.template;

import org.jspecify.annotations.Nullable;

/**
 * Writes text messages from the bundles: one segment each, with the code first and once more in the
 * last line, where a browser finds it (WICG, Origin-bound one-time codes delivered via SMS).
 */
public final class TextWriter {

  private final @Nullable String host;

  /**
   * For the pages of a host.
   *
   * @param host null where no text message is ever sent
   */
  public TextWriter(@Nullable String host) {
    this.host = host;
  }

  /** The text that says it. */
  public String write(Content content) {
    Words words = new Words(content.locale());
    String code = content.code();
    if (code == null) {
      return words.of("sms.notice", words.of(content, "sms"), notMe(words, content.matter()));
    }
    return words.of(content.matter().key() + ".sms", code, content.minutes())
        + "\n@"
        + host
        + " #"
        + code;
  }

  private String notMe(Words words, Matter matter) {
    String own = matter.key() + ".smsNotMe";
    return words.of(words.has(own) ? own : "sms.notMe", String.valueOf(host));
  }
}
