package org.twofold.stack.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.twofold.stack.process.Probe;

/**
 * Makes the cache with which a program starts fast (JEP 514): the program runs once, and as it ends
 * the JVM writes down which classes it loaded and which methods were hot.
 */
public final class StartCache {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final Tool tool;

  /** With what runs the programs. */
  public StartCache(Tool tool) {
    this.tool = tool;
  }

  /**
   * A run for the cache.
   *
   * @param heapMb as in every later run
   * @param properties those of every later run, and what makes it end by itself
   * @param program as in every later run
   * @param environment nothing in it may lead to a real key, broker or database
   * @param ready when it answers it is stopped; empty for a program that ends by itself
   */
  public record Training(
      int heapMb,
      List<String> properties,
      List<String> program,
      Map<String, String> environment,
      Optional<Probe> ready) {}

  /** Whether there is nothing to do: it stands, or it could not be made before. */
  public static boolean isSettled(Image image) {
    return Files.exists(image.cache()) || Files.exists(image.cacheFailure());
  }

  /** Why there is none; empty where it stands. */
  public static Optional<String> failure(Image image) {
    try {
      return Files.exists(image.cacheFailure())
          ? Optional.of(Files.readString(image.cacheFailure()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.toString());
    }
  }

  /** Makes it; a program without one starts as well, only slower, so a failure is only noted. */
  public void make(Image image, Training training) throws IOException, InterruptedException {
    Path log = image.resolve("training.log");
    try {
      run(image, training, log);
      Files.move(image.newCache(), image.cache(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.writeString(image.cacheFailure(), String.valueOf(e.getMessage()));
    }
  }

  private void run(Image image, Training training, Path log)
      throws IOException, InterruptedException {
    List<String> flags = new ArrayList<>(training.properties());
    flags.addFirst("-XX:AOTCacheOutput=" + image.newCache());
    List<String> command = Jvm.command(training.heapMb(), flags, training.program());
    if (training.ready().isEmpty()) {
      tool.run(command, training.environment(), log, LIMIT);
    } else {
      untilReady(tool.start(command, training.environment(), log), training.ready().get(), log);
    }
  }

  private static void untilReady(Process process, Probe ready, Path log)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    try {
      while (!ready.answers()) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("it did not become ready; see " + log);
        }
        Thread.sleep(BETWEEN);
      }
      // the JVM writes the cache as it stops
      process.destroy();
      process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }
}
