package org.twofold.stack.supervisor;

import java.time.Duration;
import java.util.List;
import org.twofold.stack.console.Console;

/** Shows every second what is waited for and since when, until it is closed. */
final class Waiting implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Console console;
  private final long start = System.nanoTime();
  private final Thread thread;
  private volatile List<String> what = List.of();

  Waiting(Console console) {
    this.console = console;
    this.thread = Thread.ofVirtual().name("waiting").start(this::show);
  }

  void on(List<String> names) {
    what = List.copyOf(names);
    console.waitingFor(what, seconds());
  }

  /** How long it has been going on. */
  long seconds() {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds();
  }

  private void show() {
    try {
      while (true) {
        Thread.sleep(EVERY);
        console.waitingFor(what, seconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
    console.waitingFor(List.of(), 0);
  }
}
