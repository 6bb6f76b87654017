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
  private final boolean terminal;
  private List<String> awaited = List.of();
  private boolean open;

  /**
   * @param terminal whether lines can be written over
   */
  public Console(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** The standard output of this process. */
  public static Console standard() {
    java.io.Console console = System.console();
    return new Console(System.out, console != null && console.isTerminal());
  }

  /** A line that stays. */
  public synchronized void say(String line) {
    close();
    out.println(line);
    out.flush();
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
