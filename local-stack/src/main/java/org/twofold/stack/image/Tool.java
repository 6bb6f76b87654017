package org.twofold.stack.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.twofold.stack.process.OwnEnvironment;
import org.twofold.stack.process.Watchdog;

/** Runs programs that do something and end. */
public final class Tool {

  private final Watchdog watchdog;

  /**
   * @param watchdog ends what still runs when this process ends
   */
  public Tool(Watchdog watchdog) {
    this.watchdog = watchdog;
  }

  /**
   * Runs it to its end.
   *
   * @param log where its output goes
   * @throws IOException if it fails or takes too long, with where its output is
   */
  public void run(List<String> command, Map<String, String> environment, Path log, Duration limit)
      throws IOException, InterruptedException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    Process process = start(command, environment, log);
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new IOException("it took longer than " + limit.toSeconds() + " s; see " + log);
    }
    if (process.exitValue() != 0) {
      throw new IOException("it ended with exit code " + process.exitValue() + "; see " + log);
    }
  }

  /** Starts it, its output appended to the log. */
  Process start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(log.toAbsolutePath().resolveSibling("").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    OwnEnvironment.withhold(builder);
    builder.environment().putAll(environment);
    Process process = builder.start();
    watchdog.guard(process.toHandle());
    process.getOutputStream().close();
    return process;
  }
}
