package org.twofold.stack.console;

import java.io.PrintStream;
import java.util.List;

/**
 * Lines for the operator. On a terminal the last one tells what is waited for and is written over;
 * elsewhere such a line is written only when what is waited for changes.
 */
public final class Console {

  private static final String ERASE_LINE = "\r\u001b[K";
  private static final int WIDEST = 78;

  private final PrintStream out;
  private final PrintStream faults;
  private final boolean terminal;
  private List<String> awaited = List.of();
  private boolean open;

  /**
   * @param faults where complaints go
   * @param terminal whether lines can be written over
   */
  public Console(PrintStream out, PrintStream faults, boolean terminal) {
    this.out = out;
    this.faults = faults;
    this.terminal = terminal;
  }

  /** The standard streams of this process. */
  public static Console standard() {
    java.io.Console console = System.console();
    return new Console(System.out, System.err, console != null && console.isTerminal());
  }

  /** A line that stays. */
  public synchronized void say(String line) {
    close();
    out.println(line);
    out.flush();
  }

  /** A line about something that is wrong, not mixed into what a program may read. */
  public synchronized void complain(String line) {
    close();
    out.flush();
    faults.println(line);
  }

  /** How far something is: written over on a terminal, one line more elsewhere. */
  public synchronized void progress(String line) {
    if (terminal) {
      out.print(ERASE_LINE + fitted(line));
      open = true;
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Whether lines can be written over. */
  public boolean isTerminal() {
    return terminal;
  }

  /**
   * What is waited for now.
   *
   * @param what names; an empty list takes the line away
   * @param seconds for how long the first of them has been waited for
   */
  public synchronized void waitingFor(List<String> what, long seconds) {
    String line = "Waiting for " + String.join(", ", what);
    if (what.isEmpty()) {
      close();
    } else if (terminal) {
      out.print(ERASE_LINE + fitted(line + " (" + seconds + " s)"));
      open = true;
    } else if (!what.equals(awaited)) {
      out.println(line);
    }
    awaited = List.copyOf(what);
    out.flush();
  }

  private void close() {
    if (open) {
      out.print(ERASE_LINE);
      open = false;
    }
  }

  private static String fitted(String line) {
    return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
  }
}
