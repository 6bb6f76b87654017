package org.twofold.stack.layout;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.twofold.stack.console.OperatorException;

/**
 * The folder where a stack keeps its data.
 *
 * @param root absolute
 */
public record DataDirectory(Path root) {

  private static final long LEAST_FREE_MB = 500;

  /** Who only looks whether it is taken has it for a moment. */
  private static final int LOOKS = 5;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** Everything that a stack puts into it, and so all that wiping takes away. */
  private static final List<String> CONTENT =
      List.of(
          "logs",
          "keys",
          "inbox",
          "credentials",
          "imports",
          "demo-subscribers",
          "kafka",
          "schema-registry",
          "mongodb",
          "control.json",
          "supervisor.lock");

  /** The folder of one process. */
  public Path of(String process) {
    return root.resolve(process);
  }

  /** The folder of logs. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** The key files of a service. */
  public Path keys(String service) {
    return root.resolve("keys").resolve(service);
  }

  /** The folder of tokens and client settings. */
  public Path credentials() {
    return root.resolve("credentials");
  }

  /** How far imports are whose own folder cannot be written. */
  public Path imports() {
    return root.resolve("imports");
  }

  /** Stands here once there are demo subscribers. */
  public Path demoSubscribers() {
    return root.resolve("demo-subscribers");
  }

  /** Where the supervisor says how to speak to it. */
  public Path control() {
    return root.resolve("control.json");
  }

  /**
   * Makes the folders.
   *
   * @throws OperatorException if they cannot be written or the disk is nearly full
   */
  public void prepare() {
    try {
      for (Path folder : List.of(root, logs(), credentials(), root.resolve("keys"))) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Files.delete(Files.createTempFile(root, ".can-write", null));
      requireSpace();
    } catch (IOException e) {
      throw new OperatorException(
          "The data folder %s cannot be written (%s); nothing was started. Make it writable, or"
                  .formatted(root, e.getMessage())
              + " name another one with --data DIR.",
          e);
    }
  }

  private void requireSpace() throws IOException {
    long free = Files.getFileStore(root).getUsableSpace() >> 20;
    if (free < LEAST_FREE_MB) {
      throw new OperatorException(
          "The disk of %s is full: %d MB are free and a stack needs %d; nothing was started. Free"
                  .formatted(root, free, LEAST_FREE_MB)
              + " some space, or name a folder on another disk with --data DIR.");
    }
  }

  /**
   * Takes the folder for this process, until the lock is closed or the process ends, however it
   * ends.
   *
   * @return to be kept: a lock that nobody holds is soon closed by the garbage collector
   * @throws OperatorException if another supervisor has it
   */
  public FileChannel take() throws InterruptedException {
    for (int look = 1; look <= LOOKS; look++) {
      FileLock lock = tryLock();
      if (lock != null) {
        return lock.channel();
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    throw taken();
  }

  /**
   * Returns if no supervisor runs on it.
   *
   * @throws OperatorException if one does
   */
  public void requireFree() {
    if (isTaken()) {
      throw taken();
    }
  }

  private OperatorException taken() {
    return new OperatorException(
        "Twofold already runs on %s; nothing was started. ./twofold status shows it, ./twofold down"
                .formatted(root)
            + " stops it, and --data DIR with --port-offset N runs another beside it.");
  }

  /** Whether a supervisor runs on it. */
  public boolean isTaken() {
    if (Files.notExists(lock())) {
      return false;
    }
    try {
      FileLock lock = tryLock();
      if (lock != null) {
        lock.acquiredBy().close();
      }
      return lock == null;
    } catch (IOException e) {
      throw new OperatorException("Cannot close " + lock() + ": " + e.getMessage() + ".", e);
    }
  }

  private @Nullable FileLock tryLock() {
    try {
      FileChannel channel =
          FileChannel.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
      }
      return lock;
    } catch (OverlappingFileLockException e) {
      return null;
    } catch (IOException e) {
      throw new OperatorException("Cannot open " + lock() + ": " + e.getMessage() + ".", e);
    }
  }

  private Path lock() {
    return root.resolve("supervisor.lock");
  }

  /**
   * Deletes what stacks put here, and the folder itself if nothing else is in it.
   *
   * @throws IOException if something cannot be deleted
   */
  public void wipe() throws IOException {
    for (String name : CONTENT) {
      delete(root.resolve(name));
    }
    try (Stream<Path> left = Files.list(root)) {
      if (left.findAny().isEmpty()) {
        Files.delete(root);
      }
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.notExists(path)) {
      return;
    }
    try (Stream<Path> below = Files.walk(path)) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
