package org.twofold.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of one file as Tink primitives, read again when the file changes. */
final class KeyRing<P> {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Path file;
  private final KeyType type;
  private final Class<P> primitive;
  private final InstantSource clock;
  private volatile State<P> state;

  private record Entry<P>(Instant from, P primitive) {}

  private record State<P>(
      List<Entry<P>> oldestFirst, @Nullable FileTime modified, Instant looked) {}

  KeyRing(Path file, KeyType type, Class<P> primitive, InstantSource clock) {
    this.file = file;
    this.type = type;
    this.primitive = primitive;
    this.clock = clock;
    this.state = read();
  }

  /** The key for what happens, or happened, at that moment: the latest that had begun. */
  P at(Instant moment) {
    List<Entry<P>> keys = fresh().oldestFirst();
    P found = keys.getFirst().primitive();
    for (Entry<P> key : keys) {
      if (!key.from().isAfter(moment)) {
        found = key.primitive();
      }
    }
    return found;
  }

  /** The key for what is new. */
  P current() {
    return at(clock.instant());
  }

  /** All keys, newest first: the order in which to try them. */
  List<P> all() {
    return fresh().oldestFirst().reversed().stream().map(Entry::primitive).toList();
  }

  private State<P> fresh() {
    State<P> known = state;
    Instant now = clock.instant();
    if (Duration.between(known.looked(), now).abs().compareTo(LOOK_AGAIN) < 0) {
      return known;
    }
    if (modified() instanceof FileTime time && !time.equals(known.modified())) {
      state = read();
    } else {
      // a file that vanished while the service runs takes no login with it
      state = new State<>(known.oldestFirst(), known.modified(), now);
    }
    return state;
  }

  private State<P> read() {
    FileTime modified = modified();
    List<Entry<P>> keys =
        KeyFile.read(file, type).stream()
            .map(key -> new Entry<>(key.from(), Primitives.of(key.keyset(), primitive)))
            .toList();
    return new State<>(keys, modified, clock.instant());
  }

  private @Nullable FileTime modified() {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return null;
    }
  }
}
