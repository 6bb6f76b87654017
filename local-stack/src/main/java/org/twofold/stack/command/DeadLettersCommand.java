package org.twofold.stack.command;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.twofold.events.Topic;
import org.twofold.events.Topics;
import org.twofold.keys.Keys;
import org.twofold.stack.console.Arguments;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.control.ControlClient;
import org.twofold.stack.credentials.BrokerCredentials;
import org.twofold.stack.credentials.BrokerUser;
import org.twofold.stack.deadletters.DeadLetters;
import org.twofold.stack.deadletters.LetterDesk;
import org.twofold.stack.deadletters.LetterId;
import org.twofold.stack.deadletters.Vouching;
import org.twofold.stack.events.EventText;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Names;
import org.twofold.stack.layout.Ports;

/** {@code dead-letters list, show, retry}: what nobody could handle. */
final class DeadLettersCommand implements Command {

  private static final String ALL = "--all";
  private static final String TOPIC = "--topic";

  private final Console console;
  private final InstantSource clock;

  DeadLettersCommand(Console console, InstantSource clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Set<String> options() {
    return Set.of(TOPIC);
  }

  @Override
  public Set<String> flags() {
    return Set.of(ALL);
  }

  @Override
  public int run(Arguments arguments, DataDirectory data) throws InterruptedException {
    List<String> words = arguments.rest();
    String action = words.isEmpty() ? "" : words.getFirst();
    List<LetterId> ids = words.stream().skip(1).map(LetterId::parse).toList();
    List<? extends Topic<?>> topics =
        arguments
            .option(TOPIC)
            .<List<? extends Topic<?>>>map(DeadLettersCommand::one)
            .orElse(Topics.all());
    check(action, ids, arguments);
    Ports ports = ControlClient.of(data).file().ports();
    try (DeadLetters letters =
        new DeadLetters(BrokerCredentials.client(data, ports, BrokerUser.DEAD_LETTERS), clock)) {
      LetterDesk desk =
          new LetterDesk(
              letters,
              new Vouching(new Keys(data.keys(Names.AUDIT), clock, true)),
              new EventText(ports),
              console);
      return switch (action) {
        case "list" -> desk.list(topics, arguments.has(ALL));
        case "show" -> desk.show(ids);
        default -> arguments.has(ALL) ? desk.retryAll(topics) : desk.retry(ids);
      };
    } catch (IOException e) {
      throw new OperatorException(
          "The broker password in %s cannot be read. ./twofold up makes it anew."
              .formatted(data.credentials()),
          e);
    }
  }

  private static List<? extends Topic<?>> one(String name) {
    return List.of(LetterId.topic(name));
  }

  private static void check(String action, List<LetterId> ids, Arguments arguments) {
    boolean all = arguments.has(ALL);
    boolean right =
        switch (action) {
          case "list" -> ids.isEmpty();
          case "show" -> !ids.isEmpty() && !all;
          case "retry" -> ids.isEmpty() == all;
          default -> false;
        };
    if (!right) {
      throw new OperatorException(
          "Give list, show ID, retry ID or retry --all; --help shows what an ID is.");
    }
  }
}
