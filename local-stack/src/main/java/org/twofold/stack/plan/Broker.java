package org.twofold.stack.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.twofold.keys.SecretFile;
import org.twofold.stack.credentials.BrokerCredentials;
import org.twofold.stack.image.Image;
import org.twofold.stack.image.Images;
import org.twofold.stack.image.Jvm;
import org.twofold.stack.image.StartCache.Training;
import org.twofold.stack.image.Tool;
import org.twofold.stack.layout.Checkout;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Names;
import org.twofold.stack.layout.Ports;
import org.twofold.stack.process.Probe;
import org.twofold.stack.process.ProcessSpec;

/** Kafka: one node that is broker and controller (KRaft), in a JVM of its own. */
final class Broker {

  private static final int HEAP_MB = 512;
  private static final Duration TO_FORMAT = Duration.ofMinutes(1);

  private final Image image;
  private final Tool tool;

  private Broker(Image image, Tool tool) {
    this.image = image;
    this.tool = tool;
  }

  static Broker in(Images images, Checkout checkout, Tool tool)
      throws IOException, InterruptedException {
    List<Path> jars = checkout.classPath("broker");
    Image image = images.of(Names.KAFKA, jars, directory -> fill(directory, jars));
    return new Broker(image, tool);
  }

  private static void fill(Path directory, List<Path> jars) throws IOException {
    Path libraries = Files.createDirectory(directory.resolve("lib"));
    for (Path jar : jars) {
      Files.copy(jar, libraries.resolve(jar.getFileName()));
    }
    Files.writeString(directory.resolve("log4j2.xml"), resource("kafka-log4j2.xml"));
  }

  Image image() {
    return image;
  }

  /** A broker of its own data and ports, so that nothing else is touched. */
  Training training(DataDirectory scratch, Ports ports) throws IOException, InterruptedException {
    Path settings = format(scratch, ports);
    return new Training(
        HEAP_MB,
        properties(),
        program(settings),
        Map.of(),
        Optional.of(new Probe.Tcp(ports.kafka())));
  }

  /** Writes the settings and, the first time, formats the folder. */
  ProcessSpec spec(DataDirectory data, Ports ports) throws IOException, InterruptedException {
    Path settings = format(data, ports);
    return new ProcessSpec(
        Names.KAFKA,
        ports.kafka(),
        () -> command(program(settings)),
        Map.of(),
        new Probe.Tcp(ports.kafka()),
        data.logs().resolve(Names.KAFKA + ".log"));
  }

  private Path format(DataDirectory data, Ports ports) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(data.of(Names.KAFKA));
    Path records = folder.resolve("data");
    Path settings = folder.resolve("server.properties");
    // the node's password stands in it
    SecretFile.write(settings, settings(data, ports).getBytes(UTF_8));
    if (Files.notExists(records.resolve("meta.properties"))) {
      tool.run(
          command(
              List.of(
                  "-cp",
                  image.libraries(),
                  "kafka.tools.StorageTool",
                  "format",
                  "-t",
                  // not java.util's: its text may begin with a hyphen, which the tool takes for an
                  // option
                  Uuid.randomUuid().toString(),
                  "-c",
                  settings.toString())),
          Map.of(),
          folder.resolve("format.log"),
          TO_FORMAT);
    }
    return settings;
  }

  /** The text of {@code server.properties}. */
  static String settings(DataDirectory data, Ports ports) throws IOException {
    return resource("kafka-server.properties")
        .replace("@PORT@", Integer.toString(ports.kafka()))
        .replace("@CONTROLLER@", Integer.toString(ports.kafkaController()))
        .replace("@NODE@", BrokerCredentials.ofNode(data))
        .replace("@DATA@", data.of(Names.KAFKA).resolve("data").toString());
  }

  private List<String> command(List<String> program) {
    List<String> flags = new java.util.ArrayList<>(image.cacheFlags());
    flags.addAll(properties());
    return Jvm.command(HEAP_MB, flags, program);
  }

  private List<String> properties() {
    return List.of("-Dlog4j2.configurationFile=" + image.resolve("log4j2.xml"));
  }

  private List<String> program(Path settings) {
    return List.of("-cp", image.libraries(), "kafka.Kafka", settings.toString());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Broker.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Missing from the jar: " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
