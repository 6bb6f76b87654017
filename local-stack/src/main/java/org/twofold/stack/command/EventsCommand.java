package org.twofold.stack.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.twofold.stack.console.Arguments;
import org.twofold.stack.control.ControlClient;
import org.twofold.stack.events.EventFilter;
import org.twofold.stack.events.EventReading;
import org.twofold.stack.events.UserLookup;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Ports;

/** {@code events}: the events as JSON lines. */
final class EventsCommand implements Command {

  @Override
  public Set<String> options() {
    return Set.of("--type", "--user");
  }

  @Override
  public Set<String> flags() {
    return Set.of("--follow");
  }

  @Override
  public int run(Arguments arguments, DataDirectory data) throws InterruptedException {
    arguments.withoutWords();
    boolean follow = arguments.has("--follow");
    Ports ports = ControlClient.of(data).file().ports();
    Optional<String> user = arguments.option("--user");
    EventFilter filter =
        new EventFilter(
            arguments.option("--type"),
            user.isPresent()
                ? Optional.of(new UserLookup(data, ports).userId(user.get()))
                : Optional.empty());
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), follow, StandardCharsets.UTF_8);
    new EventReading(data, ports, filter, out::println).show(follow);
    out.flush();
    return 0;
  }
}
