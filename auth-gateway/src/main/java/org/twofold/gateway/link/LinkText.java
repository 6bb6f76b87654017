package org.twofold.gateway.link;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.twofold.gateway.link.Link.Kind;

/** A link as one text: short, since it stands in a mail. */
final class LinkText {

  /** Far more than a link of ours has. */
  static final int LONGEST_TOKEN = 512;

  private static final String BETWEEN = "~";
  private static final int PARTS = 7;
  private static final int RADIX = 36;

  private LinkText() {}

  /**
   * The text.
   *
   * @throws IllegalArgumentException if an id has what stands between two parts
   */
  static String of(Link link) {
    List<String> parts =
        List.of(
            link.kind().name(),
            link.id(),
            link.userId(),
            link.subject(),
            text(link.issuedAt()),
            text(link.usableFrom()),
            text(link.expiresAt()));
    if (parts.stream().anyMatch(part -> part.contains(BETWEEN))) {
      throw new IllegalArgumentException("A part of a link has a " + BETWEEN);
    }
    return String.join(BETWEEN, parts);
  }

  /** The link; empty for a text of a kind that this version does not know. */
  static Optional<Link> read(String text) {
    List<String> parts = List.of(text.split(BETWEEN, -1));
    return parts.size() == PARTS
        ? Arrays.stream(Kind.values())
            .filter(kind -> kind.name().equals(parts.getFirst()))
            .findFirst()
            .map(
                kind ->
                    new Link(
                        kind,
                        parts.get(1),
                        parts.get(2),
                        parts.get(3),
                        instant(parts.get(4)),
                        instant(parts.get(5)),
                        instant(parts.get(6))))
        : Optional.empty();
  }

  private static String text(Instant moment) {
    return Long.toString(moment.toEpochMilli(), RADIX);
  }

  private static Instant instant(String text) {
    return Instant.ofEpochMilli(Long.parseLong(text, RADIX));
  }
}
