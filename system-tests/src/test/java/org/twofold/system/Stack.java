package org.twofold.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One local stack for all tests of a run: started with the launcher on free ports and a folder of
 * its own, stopped with it at the end.
 */
public final class Stack implements ParameterResolver {

  private static final Path HOME =
      Path.of(System.getProperty("twofold.home", "..")).toAbsolutePath().normalize();

  /** Processes of the notification-service, which share the records of one partition (H8). */
  static final int WORKERS = 3;

  private static final int[] PORTS = {
    8080, 8081, 18081, 8082, 8182, 8282, 8083, 18083, 8025, 1025, 2775, 9092, 19093, 8085, 19000,
    27017
  };

  /** What a command printed and how it ended. */
  record Printed(int exitCode, String out) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  /** A line of `status`. */
  record Line(String name, long pid, int port, String state) {}

  /** A running stack. */
  static final class Running implements AutoCloseable {
    private final Path data;
    private final int offset;

    private Running(Path data, int offset) {
      this.data = data;
      this.offset = offset;
    }

    static Running start() {
      try {
        Path data = Files.createTempDirectory("twofold-system");
        Running stack = new Running(data, freeOffset());
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        stack.up(WORKERS);
        return stack;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void up(int workers) {
      Printed up =
          run(
              300,
              "up",
              "--detach",
              "--workers",
              Integer.toString(workers),
              "--port-offset",
              Integer.toString(offset));
      if (up.exitCode() != 0) {
        throw new IllegalStateException("The stack did not start:\n" + up.out());
      }
    }

    String gateway() {
      return "http://localhost:" + (8080 + offset);
    }

    String inbox() {
      return "http://localhost:" + (8025 + offset);
    }

    int port(int base) {
      return base + offset;
    }

    Path data() {
      return data;
    }

    List<Line> status() {
      return run(30, "status").lines().stream()
          .map(line -> line.trim().split("\\s+"))
          .filter(words -> words.length == 4 && words[1].matches("\\d+|-"))
          .map(
              words ->
                  new Line(
                      words[0],
                      words[1].equals("-") ? 0 : Long.parseLong(words[1]),
                      Integer.parseInt(words[2]),
                      words[3]))
          .toList();
    }

    Line process(String name) {
      return status().stream()
          .filter(line -> line.name().equals(name))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("No process " + name));
    }

    Printed run(String... command) {
      return run(60, command);
    }

    Printed run(int seconds, String... command) {
      List<String> words = new ArrayList<>(List.of(HOME.resolve("twofold").toString()));
      words.addAll(List.of(command));
      words.addAll(List.of("--data", data.toString()));
      return execute(seconds, words);
    }

    @Override
    public void close() {
      if (Files.exists(data)) {
        run(60, "down", "--wipe");
      }
    }

    private static int freeOffset() {
      return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(1_000, 15_000))
          .filter(offset -> IntStream.of(PORTS).allMatch(port -> isFree(port + offset)))
          .findFirst()
          .orElseThrow();
    }

    private static boolean isFree(int port) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.isBound();
      } catch (IOException e) {
        return false;
      }
    }
  }

  static Printed execute(int seconds, List<String> words) {
    try {
      Path out = Files.createTempFile("twofold", ".out");
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            words + " took over " + seconds + " s:\n" + Files.readString(out));
      }
      String printed = Files.readString(out, UTF_8);
      Files.delete(out);
      return new Printed(process.exitValue(), printed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Stack.class))
        .computeIfAbsent("stack", key -> Running.start(), Running.class);
  }
}
