package org.twofold.stack.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Kills what this process started when this process ends in whatever way, kill -9 included.
 *
 * <p>A shell of its own session reads ids of processes from a pipe whose other end only this
 * process holds. When the system closes the pipe, because this process is no more, the shell kills
 * those that are left.
 */
public final class Watchdog implements AutoCloseable {

  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      alive=''
      while read -r verb pid; do
        others=''
        for each in $alive; do
          [ "$each" = "$pid" ] || others="$others $each"
        done
        alive=$others
        [ "$verb" = add ] && alive="$alive $pid"
      done
      for each in $alive; do
        kill -9 "$each" 2>/dev/null
      done
      """;

  private final Set<Long> guarded = ConcurrentHashMap.newKeySet();
  private @Nullable Process shell;
  private boolean closed;

  /** Starts the shell. */
  public Watchdog() throws IOException {
    start();
  }

  /** From now on the process ends with this one. */
  public void guard(ProcessHandle process) {
    guarded.add(process.pid());
    tell("add " + process.pid());
    process.onExit().thenAccept(this::release);
  }

  /** Its id may soon belong to a stranger. */
  private void release(ProcessHandle ended) {
    guarded.remove(ended.pid());
    tell("del " + ended.pid());
  }

  /** Whether it would be killed with this process. */
  boolean guards(long pid) {
    return guarded.contains(pid);
  }

  /** The process id of the shell, for tests. */
  synchronized long pid() {
    return shell == null ? -1 : shell.pid();
  }

  private synchronized void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Sessions.own(List.of("sh", "-c", SCRIPT)))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    OwnEnvironment.withhold(builder);
    shell = builder.start();
    guarded.forEach(pid -> tell("add " + pid));
    shell.onExit().thenRun(this::replace);
  }

  private synchronized void replace() {
    if (closed) {
      return;
    }
    try {
      start();
    } catch (IOException e) {
      System.err.println(
          "The watchdog was killed and cannot be started again ("
              + e.getMessage()
              + "). All goes on; but stop with ./twofold down, not with kill -9.");
    }
  }

  private synchronized void tell(String line) {
    if (shell == null) {
      return;
    }
    OutputStream pipe = shell.getOutputStream();
    try {
      pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      pipe.flush();
    } catch (IOException e) {
      // the shell is dead; its successor is told about all that are guarded
    }
  }

  /** Ends the shell, which kills what is still guarded. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (shell != null) {
      shell.getOutputStream().close();
    }
  }
}
