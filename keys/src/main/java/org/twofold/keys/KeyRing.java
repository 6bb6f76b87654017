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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of one file as Tink primitives, read again when the file changes. */
final class KeyRing<P> {

  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Path file;
  private final KeyType type;
  private final Class<P> primitive;
  private final boolean madeUpToo;
  private final InstantSource clock;
  private volatile State<P> state;

  private record Entry<P>(Instant from, P primitive) {}

  private record State<P>(
      List<Entry<P>> oldestFirst, @Nullable FileTime modified, Instant looked) {}

  KeyRing(Keys keys, String purpose, KeyType type, Class<P> primitive) {
    this.file = keys.file(purpose);
    this.type = type;
    this.primitive = primitive;
    this.madeUpToo = keys.madeUpToo();
    this.clock = keys.clock();
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

  /** All keys that live, newest first: the order in which to try them. */
  List<P> all() {
    return type.living(fresh().oldestFirst(), Entry::from, clock.instant()).reversed().stream()
        .map(Entry::primitive)
        .toList();
  }

  /** The key that the file holds for the longest time. */
  P oldest() {
    return fresh().oldestFirst().getFirst().primitive();
  }

  private State<P> fresh() {
    State<P> known = state;
    Instant now = clock.instant();
    if (Duration.between(known.looked(), now).abs().compareTo(LOOK_AGAIN) < 0) {
      return known;
    }
    if (modified() instanceof FileTime time && !time.equals(known.modified())) {
      state = readAgain(known, time, now);
    } else {
      // a file that vanished while the service runs takes no login with it
      state = new State<>(known.oldestFirst(), known.modified(), now);
    }
    return state;
  }

  /** A file that was spoilt while the service runs takes no login with it either. */
  private State<P> readAgain(State<P> known, FileTime time, Instant now) {
    try {
      State<P> read = read();
      LOG.info("Read key file {} again.", file.getFileName());
      return read;
    } catch (KeyFileException e) {
      LOG.error("{}. The keys read before stay in use; mend the file.", e.getMessage());
      return new State<>(known.oldestFirst(), time, now);
    }
  }

  private State<P> read() {
    FileTime modified = modified();
    KeyFileText text = KeyFileText.read(file, type);
    if (text.madeUp() && !madeUpToo) {
      throw new KeyFileException(
          file,
          "was made up by ./twofold up for one machine and is not for production; ./twofold keys"
              + " create makes others");
    }
    List<Entry<P>> keys =
        text.keys().stream()
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
