package org.twofold.stack.command;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.twofold.stack.console.Arguments;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.layout.Checkout;
import org.twofold.stack.layout.DataDirectory;

/** Entry of the launcher's Java part: a command, then its arguments. */
public final class Main {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final String DATA = "--data";

  private Main() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> words) throws InterruptedException {
    Checkout checkout = Checkout.ofLauncher();
    Console console = Console.standard();
    Command command = words.isEmpty() ? null : commands(checkout, console).get(words.getFirst());
    if (command == null) {
      System.err.println("There is no such command; ./twofold --help lists them.");
      return MISUSED;
    }
    try {
      Arguments arguments = parse(command, words.subList(1, words.size()));
      return command.run(arguments, data(checkout, arguments));
    } catch (OperatorException e) {
      System.err.println(e.getMessage());
      return FAILED;
    }
  }

  private static Map<String, Command> commands(Checkout checkout, Console console) {
    return Map.ofEntries(
        Map.entry("up", new UpCommand(checkout, console)),
        Map.entry("status", new StatusCommand(console)),
        Map.entry("logs", new LogsCommand()),
        Map.entry("restart", new RestartCommand(console)),
        Map.entry("down", new DownCommand(console)),
        Map.entry("events", new EventsCommand()),
        Map.entry("import", new ImportCommand(console)),
        Map.entry("code", new CodeCommand(console, InstantSource.system())),
        Map.entry("channel", new ChannelCommand(console)),
        Map.entry("accounts", new AccountsCommand(console)),
        Map.entry("keys", new KeysCommand(console, InstantSource.system())),
        Map.entry("dead-letters", new DeadLettersCommand(console, InstantSource.system())));
  }

  private static Arguments parse(Command command, List<String> words) {
    Set<String> options = new HashSet<>(command.options());
    options.add(DATA);
    return Arguments.parse(words, options, command.flags());
  }

  private static DataDirectory data(Checkout checkout, Arguments arguments) {
    Path folder =
        arguments
            .option(DATA)
            .map(name -> Path.of(name))
            .orElseGet(() -> checkout.home().resolve(".twofold"));
    return new DataDirectory(folder.toAbsolutePath().normalize());
  }
}
