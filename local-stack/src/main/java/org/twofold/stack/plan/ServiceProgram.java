package org.twofold.stack.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.twofold.stack.image.Image;
import org.twofold.stack.image.Images;
import org.twofold.stack.image.Jvm;
import org.twofold.stack.image.StartCache.Training;
import org.twofold.stack.image.Tool;
import org.twofold.stack.layout.Checkout;
import org.twofold.stack.layout.Names;
import org.twofold.stack.process.Probe;
import org.twofold.stack.process.ProcessSpec;

/** One of Twofold's services: the jar that production runs, unpacked. */
final class ServiceProgram {

  /** The address that tells whether a service can do its work. */
  static final String READINESS = "/actuator/health/readiness";

  private static final Duration TO_UNPACK = Duration.ofMinutes(1);
  private static final Map<String, Integer> HEAP_MB =
      Map.of(Names.GATEWAY, 384, Names.MFA, 256, Names.NOTIFICATION, 256);

  private final String module;
  private final String jar;
  private final Image image;

  private ServiceProgram(String module, String jar, Image image) {
    this.module = module;
    this.jar = jar;
    this.image = image;
  }

  static ServiceProgram in(Images images, Checkout checkout, Tool tool, String module)
      throws IOException, InterruptedException {
    Path jar = checkout.jar(module);
    Image image = images.of(module, List.of(jar), directory -> unpack(jar, directory, tool));
    return new ServiceProgram(module, jar.getFileName().toString(), image);
  }

  private static void unpack(Path jar, Path directory, Tool tool)
      throws IOException, InterruptedException {
    tool.run(
        List.of(
            Jvm.java(),
            "-Djarmode=tools",
            "-jar",
            jar.toString(),
            "extract",
            "--force",
            "--destination",
            directory.toString()),
        Map.of(),
        directory.resolve("unpack.log"),
        TO_UNPACK);
  }

  Image image() {
    return image;
  }

  /**
   * Starts until all parts are made, then ends by itself.
   *
   * @param environment leads to throw-away keys and to no server
   */
  Training training(Map<String, String> environment) {
    // Spring reads it from system properties only
    List<String> exit = List.of("-Dspring.context.exit=onRefresh");
    return new Training(heapMb(), exit, program(), environment, Optional.empty());
  }

  ProcessSpec spec(String name, int port, Map<String, String> environment, Probe probe, Path logs) {
    return new ProcessSpec(
        name, port, this::command, environment, probe, logs.resolve(name + ".log"));
  }

  private List<String> command() {
    return Jvm.command(heapMb(), new ArrayList<>(image.cacheFlags()), program());
  }

  private List<String> program() {
    return List.of("-jar", image.resolve(jar).toString());
  }

  private int heapMb() {
    return HEAP_MB.getOrDefault(module, 256);
  }
}
