package org.twofold.stack.command;

import org.twofold.stack.console.Arguments;
import org.twofold.stack.console.Console;
import org.twofold.stack.control.ControlClient;
import org.twofold.stack.control.StackStatus;
import org.twofold.stack.layout.DataDirectory;

/** {@code status}: a line for each process. */
final class StatusCommand implements Command {

  private final Console console;

  StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public int run(Arguments arguments, DataDirectory data) throws InterruptedException {
    arguments.withoutWords();
    StackStatus status = ControlClient.of(data).status();
    status.processes().forEach(line -> console.say(line.text()));
    return status.isReady() ? 0 : 1;
  }
}
