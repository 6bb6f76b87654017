package org.twofold.stack.control;

import java.util.List;
import org.twofold.stack.process.ProcessState;

/**
 * How a stack is.
 *
 * @param started whether everything was ready once, and so the operator told
 */
public record StackStatus(boolean started, List<Line> processes) {

  /**
   * One process.
   *
   * @param pid 0 while it does not run
   */
  public record Line(String name, long pid, int port, ProcessState state) {

    /** As the operator reads it: name, process id or a hyphen, port, state. */
    public String text() {
      return "%-24s %8s %6d %s".formatted(name, pid == 0 ? "-" : Long.toString(pid), port, state);
    }
  }

  /** Whether every process does its work. */
  public boolean isReady() {
    return !processes.isEmpty()
        && processes.stream().allMatch(line -> line.state() == ProcessState.READY);
  }

  /** Those that are given up. */
  public List<String> failed() {
    return in(ProcessState.FAILED);
  }

  /** Those that do not do their work now. */
  public List<String> notReady() {
    return processes.stream()
        .filter(line -> line.state() != ProcessState.READY)
        .map(Line::name)
        .toList();
  }

  private List<String> in(ProcessState state) {
    return processes.stream().filter(line -> line.state() == state).map(Line::name).toList();
  }
}
