package org.twofold.stack.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.twofold.stack.console.Arguments;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.control.ControlClient;
import org.twofold.stack.control.StackStatus;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.process.ProcessState;

/** {@code restart NAME}: stops a process, starts it again and returns when it is ready. */
final class RestartCommand implements Command {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  private final Console console;

  RestartCommand(Console console) {
    this.console = console;
  }

  @Override
  public int run(Arguments arguments, DataDirectory data) throws InterruptedException {
    String name = arguments.only("name of a process (./twofold status lists them)");
    ControlClient supervisor = ControlClient.of(data);
    StackStatus before = supervisor.status();
    if (!supervisor.restart(name)) {
      List<String> names = before.processes().stream().map(StackStatus.Line::name).toList();
      throw new OperatorException(
          "There is no process " + name + ". There are: " + String.join(", ", names) + ".");
    }
    long former = line(before, name).map(StackStatus.Line::pid).orElse(0L);
    long start = System.nanoTime();
    while (System.nanoTime() - start < LIMIT.toNanos()) {
      Optional<StackStatus.Line> now =
          line(supervisor.status(), name)
              .filter(found -> found.state() == ProcessState.READY && found.pid() != former);
      if (now.isPresent()) {
        console.say(now.get().text());
        return 0;
      }
      console.waitingFor(List.of(name), Duration.ofNanos(System.nanoTime() - start).toSeconds());
      Thread.sleep(LOOK_EVERY);
    }
    throw new OperatorException(
        "%s is not ready again after %d s; the others go on. ./twofold logs %s says why."
            .formatted(name, LIMIT.toSeconds(), name));
  }

  private static Optional<StackStatus.Line> line(StackStatus status, String name) {
    return status.processes().stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
