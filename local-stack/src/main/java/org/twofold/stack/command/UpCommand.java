package org.twofold.stack.command;

import java.util.Set;
import org.twofold.stack.console.Arguments;
import org.twofold.stack.console.Console;
import org.twofold.stack.layout.Checkout;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Ports;
import org.twofold.stack.plan.StackOptions;
import org.twofold.stack.process.OwnEnvironment;
import org.twofold.stack.supervisor.Launch;

/** {@code up}: runs a stack in this process, or lets another process run it. */
final class UpCommand implements Command {

  /** Set for the process that {@code --detach} starts. */
  static final String DETACHED = "twofold.detached";

  private static final int MOST_WORKERS = 50;

  private final Checkout checkout;
  private final Console console;

  UpCommand(Checkout checkout, Console console) {
    this.checkout = checkout;
    this.console = console;
  }

  @Override
  public Set<String> options() {
    return Set.of("--port-offset", "--workers");
  }

  @Override
  public Set<String> flags() {
    return Set.of("--detach");
  }

  @Override
  public int run(Arguments arguments, DataDirectory data) throws InterruptedException {
    arguments.withoutWords();
    StackOptions options =
        new StackOptions(
            data,
            new Ports(arguments.number("--port-offset", 0, 0, Ports.HIGHEST_OFFSET)),
            arguments.number("--workers", 1, 1, MOST_WORKERS),
            OwnEnvironment.mongoUri());
    if (arguments.has("--detach")) {
      return new DetachedLaunch(console).run(options);
    }
    boolean detached = Boolean.getBoolean(DETACHED);
    new Launch(checkout, console).run(options, dataOption(data), detached);
    return 0;
  }

  /** What other commands must be given to find the stack. */
  private String dataOption(DataDirectory data) {
    boolean usual = data.root().equals(checkout.home().resolve(".twofold"));
    return usual ? "" : " --data " + data.root();
  }
}
