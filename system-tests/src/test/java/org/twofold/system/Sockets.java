package org.twofold.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which process is connected to which port, as Linux tells it (proc(5)). */
final class Sockets {

  private static final String ESTABLISHED = "01";

  private Sockets() {}

  /** Those of the processes that are connected to a port of this machine. */
  static Set<Long> connectedTo(int port, List<Long> processes) throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "Only Linux tells whose a connection is");
    Set<String> inodes = new HashSet<>(inodes("/proc/net/tcp", port));
    inodes.addAll(inodes("/proc/net/tcp6", port));
    return processes.stream()
        .filter(process -> sockets(process).stream().anyMatch(inodes::contains))
        .collect(Collectors.toSet());
  }

  /** Columns: number, local address, remote address, state, …, inode in the tenth. */
  private static Set<String> inodes(String table, int port) throws IOException {
    String remote = ":%04X".formatted(port).toUpperCase(Locale.ROOT);
    if (!Files.exists(Path.of(table))) {
      return Set.of();
    }
    return Files.readAllLines(Path.of(table)).stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words[2].endsWith(remote) && words[3].equals(ESTABLISHED))
        .map(words -> "socket:[" + words[9] + "]")
        .collect(Collectors.toSet());
  }

  private static Set<String> sockets(long process) {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + process + "/fd"))) {
      return descriptors.map(Sockets::target).collect(Collectors.toSet());
    } catch (IOException e) {
      return Set.of();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException closed) {
      return "";
    } catch (IOException e) {
      return "";
    }
  }
}
