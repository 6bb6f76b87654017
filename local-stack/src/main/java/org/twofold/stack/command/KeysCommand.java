package org.twofold.stack.command;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.twofold.keys.KeyFile;
import org.twofold.keys.KeyFileException;
import org.twofold.keys.KeyType;
import org.twofold.stack.console.Arguments;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.credentials.KeyFiles;
import org.twofold.stack.credentials.KeyFiles.Held;
import org.twofold.stack.credentials.KeyPurpose;
import org.twofold.stack.layout.DataDirectory;

/** {@code keys create|rotate|list}: the key files of each service. */
final class KeysCommand implements Command {

  private static final String IN = "--in";
  private static final String ALL = "all";

  /** Time for the files to reach every holder, and to be read there. */
  private static final Duration LEAST = Duration.ofSeconds(5);

  private static final Duration USUAL = Duration.ofMinutes(1);

  private final Console console;
  private final InstantSource clock;

  KeysCommand(Console console, InstantSource clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Set<String> options() {
    return Set.of(IN);
  }

  @Override
  public int run(Arguments arguments, DataDirectory data) {
    List<String> words = arguments.rest();
    String verb = words.isEmpty() ? "" : words.getFirst();
    KeyFiles files = new KeyFiles(data);
    try {
      switch (verb + words.size()) {
        case "create1" -> create(files, data);
        case "list1" -> list(files);
        case "rotate2" -> rotate(files, words.getLast(), arguments);
        default ->
            throw new OperatorException(
                "Give create, list, or rotate and a purpose; --help shows how.");
      }
      return 0;
    } catch (KeyFileException e) {
      throw new OperatorException(e.getMessage() + ". Nothing else was changed.");
    } catch (IOException e) {
      throw new OperatorException(
          "A key file cannot be written (" + e.getMessage() + "); the same command goes on.");
    }
  }

  private void create(KeyFiles files, DataDirectory data) throws IOException {
    List<Held> made = files.create(false);
    made.forEach(one -> console.say("made " + one.service() + "/" + one.purpose().purpose()));
    console.say(
        made.isEmpty()
            ? "Every key file is there already; none was changed."
            : made.size()
                + " key files made in "
                + data.keys("")
                + ". Give each service the folder of its own name and no other, readable by it alone,"
                + " and keep a copy where only you can read it: what they sealed cannot be opened"
                + " without them.");
  }

  private void rotate(KeyFiles files, String name, Arguments arguments) throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant from = now.plus(arguments.option(IN).map(KeysCommand::duration).orElse(USUAL));
    for (KeyPurpose purpose : wanted(name)) {
      files.rotate(purpose, now, from);
      console.say(
          purpose.purpose()
              + ": a successor comes into use at "
              + from
              + " in "
              + String.join(", ", purpose.holders()));
    }
    console.say(
        "Services read it within a second; where they run elsewhere, copy the files there before"
            + " that moment. What the former keys sealed stays readable.");
  }

  private static List<KeyPurpose> wanted(String name) {
    if (name.equals(ALL)) {
      return Arrays.stream(KeyPurpose.values())
          .filter(one -> one != KeyPurpose.DELIVERY_PUBLIC)
          .toList();
    }
    KeyPurpose one =
        KeyPurpose.named(name)
            .orElseThrow(
                () ->
                    new OperatorException(
                        "There is no key for " + name + "; ./twofold keys list names them."));
    if (one == KeyPurpose.DELIVERY_PUBLIC) {
      throw new OperatorException(
          "delivery-public is made from its private part: rotate delivery-private.");
    }
    return List.of(one);
  }

  private static Duration duration(String text) {
    try {
      Duration given = Duration.parse("PT" + text);
      if (given.compareTo(LEAST) >= 0) {
        return given;
      }
    } catch (DateTimeParseException e) {
      // answered below like one that is too short
    }
    throw new OperatorException(
        IN + " takes a time of at least " + LEAST.toSeconds() + "s, as 30s, 10m or 2h.");
  }

  private void list(KeyFiles files) {
    console.say("%-22s %-32s %-13s %s".formatted("SERVICE", "PURPOSE", "TYPE", "KEYS"));
    files.all().forEach(one -> console.say(line(one)));
  }

  private String line(Held one) {
    KeyType type = one.purpose().type();
    return "%-22s %-32s %-13s %s"
        .formatted(one.service(), one.purpose().purpose(), type, keys(one, type));
  }

  private String keys(Held one, KeyType type) {
    if (Files.notExists(one.file())) {
      return "missing; ./twofold keys create makes it";
    }
    KeyFile.Description held = KeyFile.describe(one.file(), type);
    Instant now = clock.instant();
    Instant since = held.inUse(now);
    return held.from().size()
        + ", in use since "
        + (since.equals(Instant.EPOCH) ? "the first start" : since.toString())
        + held.successor(now).map(at -> ", successor from " + at).orElse("")
        + (held.madeUp() ? ", made up: not for production" : "");
  }
}
