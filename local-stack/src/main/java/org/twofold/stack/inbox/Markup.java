package org.twofold.stack.inbox;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The messages as HTML. Whatever a message says is text here, never markup. */
final class Markup {

  /** Longer ones are not read on this page. */
  private static final int LONGEST_TEXT = 20_000;

  private static final String ENVELOPE = "<path d=\"M3 6h18v12H3z\"/><path d=\"m3 7 9 6 9-6\"/>";
  private static final String PHONE = "<path d=\"M7 2.5h10v19H7z\"/><path d=\"M11 18.5h2\"/>";

  private final DateTimeFormatter time;

  Markup(ZoneId zone) {
    this.time = DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ENGLISH).withZone(zone);
  }

  /** The list, or a sentence that says what will be there. */
  String list(List<Message> messages) {
    if (messages.isEmpty()) {
      return """
          <p class="empty">No message yet. Every e-mail and text message that Twofold sends on this \
          machine appears here by itself.</p>
          """;
    }
    return messages.stream()
        .map(this::item)
        .collect(Collectors.joining("", "<ol class=\"messages\">", "</ol>\n"));
  }

  private String item(Message message) {
    return """
        <li class="card" id="m-%s"><div class="head"><span class="icon">%s</span>\
        <div class="who"><span class="to">%s</span><time datetime="%s">%s</time></div>%s</div>\
        %s</li>
        """
        .formatted(
            escaped(message.id()),
            icon(message.channel()),
            escaped(message.to()),
            message.receivedAt(),
            shown(message.receivedAt()),
            message.code().map(code -> "<strong class=\"code\">" + code + "</strong>").orElse(""),
            message.channel() == Message.Channel.EMAIL ? mail(message) : text(message));
  }

  private static String mail(Message message) {
    return """
        <p class="subject">%s</p><details data-id="%s"><summary>Message</summary>\
        <pre>%s</pre>%s</details>"""
        .formatted(
            escaped(message.subject() == null ? "" : message.subject()),
            escaped(message.id()),
            escaped(shortened(message.text())),
            original(message));
  }

  /** Short enough to be read without opening it. */
  private static String text(Message message) {
    return "<p class=\"text\">%s</p>".formatted(escaped(shortened(message.text())));
  }

  private static String icon(Message.Channel channel) {
    return """
        <svg viewBox="0 0 24 24" role="img" aria-label="%s">%s</svg>"""
        .formatted(
            channel == Message.Channel.EMAIL ? "E-mail" : "Text message",
            channel == Message.Channel.EMAIL ? ENVELOPE : PHONE);
  }

  private static String original(Message message) {
    return message.html() == null
        ? ""
        : "<p><a href=\"/messages/%s\" target=\"_blank\" rel=\"noopener\">As a mail program shows it</a></p>"
            .formatted(escaped(message.id()));
  }

  private String shown(Instant moment) {
    return time.format(moment);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }

  /** As text of an element or value of a quoted attribute. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(text.charAt(i));
      }
    }
    return safe.toString();
  }
}
