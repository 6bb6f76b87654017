package org.twofold.notification.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an e-mail says, in one language: the same for its text and its HTML.
 *
 * @param first says it all
 * @param body what follows from it
 * @param action what it offers; null where nothing
 * @param circumstances when and from where
 * @param doubt asks whether it was the recipient, or says what to do if not; empty where that
 *     cannot be
 * @param notMe where she says that it was not; null where there is no such place
 * @param foot below all
 */
record Letter(
    String subject,
    String first,
    CodeGroups code,
    List<String> body,
    @Nullable Anchor action,
    String circumstances,
    String doubt,
    @Nullable Anchor notMe,
    String foot) {

  /**
   * Words that lead somewhere.
   *
   * @param url on our own site
   */
  record Anchor(String words, String url) {
    String asText() {
      return words + "\n" + url;
    }
  }

  /** As plain text; a link stands alone on its line, so that nothing is taken for a part of it. */
  String asText() {
    List<String> parts = new ArrayList<>();
    parts.add(first);
    if (!code.groups().isEmpty()) {
      parts.add(code.asText());
    }
    parts.addAll(body);
    if (action != null) {
      parts.add(action.asText());
    }
    parts.add(
        notMe == null
            ? (circumstances + "\n" + doubt).strip()
            : circumstances + "\n" + doubt + " " + notMe.asText());
    parts.add(foot);
    return String.join("\n\n", parts);
  }

  /** Nothing of it: a code may stand in it. */
  @Override
  public String toString() {
    return "Letter[•••]";
  }
}
