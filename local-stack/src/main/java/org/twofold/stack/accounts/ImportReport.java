package org.twofold.stack.accounts;

import java.time.Duration;
import org.twofold.stack.console.Console;

/** What the operator sees of an import: progress, faults, the end. */
final class ImportReport {

  private static final Duration ON_A_TERMINAL = Duration.ofMillis(500);
  private static final Duration ELSEWHERE = Duration.ofSeconds(15);

  private final Console console;
  private final Progress before;
  private final long start = System.nanoTime();
  private long told = System.nanoTime();

  /**
   * @param before what an earlier call did
   */
  ImportReport(Console console, Progress before) {
    this.console = console;
    this.before = before;
    if (before.line() > 0) {
      console.say("Going on after line %d.".formatted(before.line()));
    }
  }

  void refused(long line, String fault) {
    console.complain("line " + line + ": " + fault);
  }

  void progressed(Tally tally) {
    long now = System.nanoTime();
    Duration every = console.isTerminal() ? ON_A_TERMINAL : ELSEWHERE;
    if (now - told >= every.toNanos()) {
      told = now;
      console.progress("%d lines done, %d a second".formatted(tally.lines(), rate(tally)));
    }
  }

  private long rate(Tally tally) {
    double seconds = Math.max(0.001, Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3);
    return Math.round((tally.lines() - before.tally().lines()) / seconds);
  }

  void finished(Tally tally) {
    console.say(
        "%d lines: %s. It took %d s."
            .formatted(
                tally.lines(),
                tally.text(),
                Duration.ofNanos(System.nanoTime() - start).toSeconds()));
  }
}
