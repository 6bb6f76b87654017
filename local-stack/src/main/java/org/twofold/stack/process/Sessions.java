package org.twofold.stack.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts programs in a session of their own where the system can: Ctrl-C in the terminal then
 * reaches only the supervisor, which stops the others in order.
 */
final class Sessions {

  private static final boolean AVAILABLE =
      List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
          .anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid")));

  private Sessions() {}

  /** The command, by setsid, which replaces itself with the program and so keeps its process id. */
  static List<String> own(List<String> command) {
    if (!AVAILABLE) {
      return command;
    }
    List<String> own = new ArrayList<>(command.size() + 1);
    own.add("setsid");
    own.addAll(command);
    return own;
  }
}
