package org.twofold.stack.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.control.ControlClient;
import org.twofold.stack.control.ControlFile;
import org.twofold.stack.control.StackStatus;
import org.twofold.stack.plan.StackOptions;
import org.twofold.stack.process.DetachedProcess;

/** Starts the supervisor as a process of its own, and shows what it says until it is ready. */
final class DetachedLaunch {

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  /** Counted from the moment that the supervisor starts processes. */
  private static final Duration LIMIT = Duration.ofSeconds(180);

  private final Console console;

  DetachedLaunch(Console console) {
    this.console = console;
  }

  int run(StackOptions options) throws InterruptedException {
    options.data().prepare();
    options.data().requireFree();
    Path log = options.data().logs().resolve("supervisor.log");
    try (LogMirror mirror = new LogMirror(log, console)) {
      Process supervisor = DetachedProcess.start(command(options), log);
      Thread interrupted = new Thread(supervisor::destroy, "interrupted");
      Runtime.getRuntime().addShutdownHook(interrupted);
      int code = follow(supervisor, options, mirror);
      Runtime.getRuntime().removeShutdownHook(interrupted);
      return code;
    } catch (IOException e) {
      throw new OperatorException(
          "The supervisor cannot be started (%s); nothing runs.".formatted(e.getMessage()), e);
    }
  }

  private int follow(Process supervisor, StackOptions options, LogMirror mirror)
      throws IOException, InterruptedException {
    long since = 0;
    while (supervisor.isAlive()) {
      mirror.show();
      StackStatus status = status(options, supervisor).orElse(null);
      if (status != null) {
        since = since == 0 ? System.nanoTime() : since;
        if (status.started()) {
          mirror.show();
          return 0;
        }
        if (!status.failed().isEmpty()) {
          mirror.show();
          return notReady("given up: " + String.join(", ", status.failed()), options);
        }
        if (System.nanoTime() - since > LIMIT.toNanos()) {
          return notReady(
              "not ready after "
                  + LIMIT.toSeconds()
                  + " s: "
                  + String.join(", ", status.notReady()),
              options);
        }
      }
      Thread.sleep(LOOK_EVERY);
    }
    mirror.show();
    return 1;
  }

  private static Optional<StackStatus> status(StackOptions options, Process supervisor)
      throws InterruptedException {
    Optional<ControlFile> file =
        ControlFile.read(options.data()).filter(found -> found.pid() == supervisor.pid());
    try {
      return file.isPresent()
          ? Optional.of(new ControlClient(file.get()).status())
          : Optional.empty();
    } catch (OperatorException e) {
      return Optional.empty();
    }
  }

  private int notReady(String what, StackOptions options) {
    console.say(
        "Twofold is not ready; %s. The others go on and no data is lost. Logs are in %s; ./twofold"
                .formatted(what, options.data().logs())
            + " restart NAME tries again, ./twofold down stops all.");
    return 1;
  }

  /** This process once more, without --detach; the environment says which MongoDB. */
  private static List<String> command(StackOptions options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-D" + UpCommand.DETACHED + "=true");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("up", "--data", options.data().root().toString()));
    command.addAll(List.of("--port-offset", Integer.toString(options.ports().offset())));
    command.addAll(List.of("--workers", Integer.toString(options.workers())));
    return command;
  }

  /** Shows what is appended to a log. */
  private static final class LogMirror implements AutoCloseable {
    private final java.io.BufferedReader reader;
    private final Console console;

    LogMirror(Path log, Console console) throws IOException {
      Files.deleteIfExists(log);
      Files.createFile(log);
      this.reader = Files.newBufferedReader(log);
      this.console = console;
    }

    void show() throws IOException {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        console.say(line);
      }
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
