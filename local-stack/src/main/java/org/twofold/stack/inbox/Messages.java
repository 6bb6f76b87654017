package org.twofold.stack.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The newest messages, kept in a file of JSON lines. A message is in the file before its sender
 * hears so.
 */
final class Messages {

  /** What fits the memory of the process many times over. */
  private static final int MOST = 5_000;

  private final Path file;
  private final JsonMapper json;
  private final Deque<Message> newestFirst = new ArrayDeque<>();
  private int linesInFile;
  private long version;

  /**
   * @param directory made if absent; what it holds is read
   */
  Messages(Path directory, JsonMapper json) {
    this.json = json;
    try {
      this.file = Files.createDirectories(directory).resolve("messages.ndjson");
      if (Files.exists(file)) {
        readFile();
        rewrite();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readFile() throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      lines.map(this::parsed).flatMap(Optional::stream).forEach(this::remember);
    }
  }

  /** A line that a crash cut off is left out: its sender was not told that it arrived. */
  private Optional<Message> parsed(String line) {
    try {
      return Optional.of(json.readValue(line, Message.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  synchronized void add(Message message) {
    try {
      if (linesInFile >= 2 * MOST) {
        rewrite();
      }
      append(file, message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    linesInFile++;
    remember(message);
  }

  private void append(Path target, Message message) throws IOException {
    Files.writeString(
        target,
        json.writeValueAsString(message) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void remember(Message message) {
    newestFirst.addFirst(message);
    version++;
    if (newestFirst.size() > MOST) {
      newestFirst.removeLast();
    }
  }

  private void rewrite() throws IOException {
    Path next = file.resolveSibling("messages.new");
    List<String> lines = new ArrayList<>();
    newestFirst.descendingIterator().forEachRemaining(m -> lines.add(json.writeValueAsString(m)));
    Files.write(next, lines);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    linesInFile = lines.size();
  }

  /**
   * Messages, newest first.
   *
   * @param to exact but for ASCII case; null for everybody's
   * @param since inclusive; null for all
   */
  synchronized List<Message> find(@Nullable String to, @Nullable Instant since, int most) {
    Predicate<Message> wanted =
        message ->
            (to == null || message.isTo(to))
                && (since == null || !message.receivedAt().isBefore(since));
    return newestFirst.stream().filter(wanted).limit(most).toList();
  }

  synchronized Optional<Message> withId(String id) {
    return newestFirst.stream().filter(message -> message.id().equals(id)).findFirst();
  }

  synchronized void clear() {
    newestFirst.clear();
    version++;
    try {
      rewrite();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another number after every change, for as long as the process lives. */
  synchronized long version() {
    return version;
  }
}
