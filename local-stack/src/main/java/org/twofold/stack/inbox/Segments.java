package org.twofold.stack.inbox;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Messages of which some parts are still on their way. */
final class Segments {

  /** Beyond it the oldest are given up, as a phone does. */
  private static final int MOST_OPEN = 1_000;

  private final Map<Whole, byte[][]> open = new LinkedHashMap<>();

  private record Whole(String from, String to, int reference, int total) {}

  /**
   * Takes a part.
   *
   * @return the whole, if this was the last that was missing
   */
  synchronized Optional<byte[]> add(String from, String to, UserData part) {
    if (part.total() == 1) {
      return Optional.of(part.body());
    }
    Whole whole = new Whole(from, to, part.reference(), part.total());
    byte[][] parts = open.computeIfAbsent(whole, _ -> new byte[part.total()][]);
    parts[part.number() - 1] = part.body();
    if (Stream.of(parts).allMatch(each -> each != null)) {
      open.remove(whole);
      return Optional.of(joined(parts));
    }
    if (open.size() > MOST_OPEN) {
      open.remove(open.keySet().iterator().next());
    }
    return Optional.empty();
  }

  private static byte[] joined(byte[][] parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
