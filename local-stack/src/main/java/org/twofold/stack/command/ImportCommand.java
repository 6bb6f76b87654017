package org.twofold.stack.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.twofold.stack.accounts.AccountImport;
import org.twofold.stack.accounts.Tally;
import org.twofold.stack.console.Arguments;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.control.ControlClient;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Ports;

/** {@code import FILE}: accounts from a file, one JSON object a line. */
final class ImportCommand implements Command {

  private static final int REQUESTS = 4;
  private static final int MOST_REQUESTS = 16;

  private final Console console;

  ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Set<String> options() {
    return Set.of("--requests");
  }

  @Override
  public Set<String> flags() {
    return Set.of("--from-start");
  }

  @Override
  public int run(Arguments arguments, DataDirectory data) throws InterruptedException {
    Path file = Path.of(arguments.only("file of accounts, one JSON object a line"));
    int requests = arguments.number("--requests", REQUESTS, 1, MOST_REQUESTS);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new OperatorException("There is no file " + file + " that can be read.");
    }
    Ports ports = ControlClient.of(data).file().ports();
    Tally tally =
        new AccountImport(data, ports, console, requests).run(file, arguments.has("--from-start"));
    return tally.refused() == 0 ? 0 : 1;
  }
}
