package org.twofold.stack.command;

import java.util.List;
import java.util.Map;
import org.twofold.stack.console.Arguments;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.control.ChannelSwitch;
import org.twofold.stack.control.ControlClient;
import org.twofold.stack.control.StackStatus;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Names;

/** {@code channel email|sms on|off}: stops or starts a way of delivery for everybody. */
final class ChannelCommand implements Command {

  private static final Map<String, Boolean> SWITCH = Map.of("on", true, "off", false);
  private static final Map<String, String> CHANNELS = Map.of("email", "E-mail", "sms", "SMS");

  private final Console console;

  ChannelCommand(Console console) {
    this.console = console;
  }

  @Override
  public int run(Arguments arguments, DataDirectory data) throws InterruptedException {
    List<String> words = arguments.rest();
    if (words.size() != 2
        || !CHANNELS.containsKey(words.getFirst())
        || !SWITCH.containsKey(words.getLast())) {
      throw new OperatorException("Give email or sms, then on or off; --help shows how.");
    }
    String channel = words.getFirst();
    boolean on = words.getLast().equals("on");
    new ChannelSwitch(data, workers(ControlClient.of(data).status())).turn(channel, on);
    console.say(sentence(channel, on));
    return 0;
  }

  /** Any of them can do it; the first is asked first. */
  private static List<Integer> workers(StackStatus status) {
    return status.processes().stream()
        .filter(line -> line.name().startsWith(Names.NOTIFICATION + "-"))
        .map(StackStatus.Line::port)
        .toList();
  }

  private static String sentence(String channel, boolean on) {
    String name = CHANNELS.getOrDefault(channel, channel);
    return on
        ? name
            + " is on for everybody: codes and notices are sent by it again. A code that expired"
            + " meanwhile is not sent; whoever waits for it asks for another."
        : name
            + " is off for everybody: no code and no notice is sent by it. Whoever logs in by it"
            + " reads that the message could not be sent, and can try another way that is on. To"
            + " start it again: ./twofold channel "
            + channel
            + " on";
  }
}
