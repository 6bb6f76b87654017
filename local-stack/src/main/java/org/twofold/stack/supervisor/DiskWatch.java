package org.twofold.stack.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Says when the disk of the data fills up while a stack runs: a broker or a database that dies of
 * it does not say so where anybody looks. It speaks while there is still room to write it down.
 */
final class DiskWatch implements AutoCloseable {

  static final long LEAST_FREE_MB = 100;

  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Path data;
  private final LongSupplier freeMb;
  private final Consumer<String> sentences;
  private final Thread thread = Thread.ofVirtual().name("disk").unstarted(this::watch);
  private boolean full;

  /**
   * @param freeMb how much of the disk can still be used
   */
  DiskWatch(Path data, LongSupplier freeMb, Consumer<String> sentences) {
    this.data = data;
    this.freeMb = freeMb;
    this.sentences = sentences;
  }

  /** Of the disk that a folder is on. */
  static DiskWatch of(Path data, Consumer<String> sentences) {
    return new DiskWatch(data, () -> usableMb(data), sentences);
  }

  private static long usableMb(Path data) {
    try {
      FileStore disk = Files.getFileStore(data);
      return disk.getUsableSpace() >> 20;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void start() {
    thread.start();
  }

  private void watch() {
    try {
      while (true) {
        look();
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says what has changed; nothing where it cannot be seen. */
  synchronized void look() {
    try {
      long free = freeMb.getAsLong();
      if (!full && free < LEAST_FREE_MB) {
        full = true;
        sentences.accept(
            ("The disk of %s is full: %d MB are free. What is to be written there fails, and a"
                    + " process may die of it; nothing that was acknowledged is lost. Free some"
                    + " space; what then is FAILED comes back by ./twofold restart NAME.")
                .formatted(data, free));
      } else if (full && free >= 2 * LEAST_FREE_MB) {
        full = false;
        sentences.accept("The disk of %s has room again: %d MB.".formatted(data, free));
      }
    } catch (UncheckedIOException e) {
      // the folder is gone or closed: the processes say so
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
