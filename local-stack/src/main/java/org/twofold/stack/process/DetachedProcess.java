package org.twofold.stack.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process that outlives the one that started it, and is told all that one was. */
public final class DetachedProcess {

  private DetachedProcess() {}

  /**
   * Starts it in a session of its own where the system can.
   *
   * @param log where its output is appended
   */
  public static Process start(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(Sessions.own(command))
        .redirectErrorStream(true)
        .redirectInput(CappedLog.NOTHING)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
