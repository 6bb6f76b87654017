package org.twofold.stack.command;

import java.time.InstantSource;
import org.twofold.stack.accounts.DemoCode;
import org.twofold.stack.console.Arguments;
import org.twofold.stack.console.Console;
import org.twofold.stack.layout.DataDirectory;

/** {@code code ADDRESS}: what the authenticator of a demo subscriber shows now. */
final class CodeCommand implements Command {

  private final Console console;
  private final InstantSource clock;

  CodeCommand(Console console, InstantSource clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public int run(Arguments arguments, DataDirectory data) {
    String address = arguments.only("address of a demo subscriber");
    console.say(DemoCode.shown(data, address, clock.instant()));
    return 0;
  }
}
