package org.twofold.stack.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.twofold.stack.console.Arguments;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.control.ControlClient;
import org.twofold.stack.control.ControlFile;
import org.twofold.stack.layout.DataDirectory;

/** {@code down}: stops a stack, and with {@code --wipe} deletes its data. */
final class DownCommand implements Command {

  /** Two groups of processes, ten seconds each, and some to spare. */
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private static final Duration TO_DIE = Duration.ofSeconds(10);

  private final Console console;

  DownCommand(Console console) {
    this.console = console;
  }

  @Override
  public Set<String> flags() {
    return Set.of("--wipe");
  }

  @Override
  public int run(Arguments arguments, DataDirectory data) throws InterruptedException {
    arguments.withoutWords();
    Optional<ControlFile> running = ControlFile.read(data);
    if (running.isPresent()) {
      stop(running.get());
      console.say(
          "Stopped."
              + (arguments.has("--wipe") ? "" : " The data is kept in " + data.root() + "."));
    } else if (data.isTaken()) {
      throw new OperatorException(
          "Twofold is being prepared on " + data.root() + "; stop it where it was started.");
    } else {
      console.say("Twofold does not run on " + data.root() + ".");
    }
    if (arguments.has("--wipe")) {
      wipe(data);
    }
    return 0;
  }

  private void stop(ControlFile file) throws InterruptedException {
    ProcessHandle supervisor = ProcessHandle.of(file.pid()).orElse(null);
    if (supervisor == null) {
      return;
    }
    CompletableFuture<ProcessHandle> end = supervisor.onExit();
    console.waitingFor(List.of("the processes to stop"), 0);
    new ControlClient(file).down();
    if (!ends(end, LIMIT)) {
      supervisor.destroyForcibly();
      ends(end, TO_DIE);
      console.say("It did not stop in order and was killed, with all its processes.");
    }
  }

  private static boolean ends(CompletableFuture<ProcessHandle> end, Duration limit)
      throws InterruptedException {
    try {
      end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  private void wipe(DataDirectory data) {
    try {
      data.wipe();
      console.say("Wiped: " + data.root() + ".");
    } catch (IOException e) {
      throw new OperatorException(
          "Not all of " + data.root() + " could be deleted: " + e.getMessage() + ".", e);
    }
  }
}
