package org.twofold.stack.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.twofold.stack.console.Arguments;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.layout.DataDirectory;

/** {@code logs NAME}: what a process wrote, also after it ended. */
final class LogsCommand implements Command {

  private static final String ENDING = ".log";

  @Override
  public int run(Arguments arguments, DataDirectory data) {
    String name = arguments.only("name of a process (./twofold status lists them)");
    List<String> names = names(data);
    if (!names.contains(name)) {
      throw new OperatorException(
          names.isEmpty()
              ? "There are no logs in " + data.logs() + " yet."
              : "There is no log of " + name + ". There are: " + String.join(", ", names) + ".");
    }
    try {
      Files.copy(data.logs().resolve(name + ENDING), System.out);
      System.out.flush();
      return 0;
    } catch (IOException e) {
      throw new OperatorException("The log of " + name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<String> names(DataDirectory data) {
    if (Files.notExists(data.logs())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(data.logs())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new OperatorException(data.logs() + " cannot be read: " + e.getMessage(), e);
    }
  }
}
