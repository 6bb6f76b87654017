package org.twofold.stack.plan;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.twofold.stack.image.Image;
import org.twofold.stack.image.Images;
import org.twofold.stack.image.Jvm;
import org.twofold.stack.image.Tool;
import org.twofold.stack.layout.Checkout;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Names;
import org.twofold.stack.layout.Ports;
import org.twofold.stack.process.Probe;
import org.twofold.stack.process.ProcessSpec;

/**
 * Apicurio Registry on a file, in a JVM of its own. It loads its classes by a loader that a start
 * cache does nothing for, so it has none.
 */
final class Registry {

  /** The Confluent API. */
  static final String CONFLUENT_API = "/apis/ccompat/v7";

  private static final int HEAP_MB = 512;
  private static final Duration TO_UNPACK = Duration.ofMinutes(2);

  private final Image image;

  private Registry(Image image) {
    this.image = image;
  }

  static Registry in(Images images, Checkout checkout, Tool tool)
      throws IOException, InterruptedException {
    List<Path> archive = checkout.classPath("registry");
    return new Registry(
        images.of(
            Names.REGISTRY, archive, directory -> unpack(archive.getFirst(), directory, tool)));
  }

  private static void unpack(Path archive, Path directory, Tool tool)
      throws IOException, InterruptedException {
    tool.run(
        List.of("tar", "xzf", archive.toString(), "-C", directory.toString()),
        Map.of(),
        directory.resolve("unpack.log"),
        TO_UNPACK);
  }

  ProcessSpec spec(DataDirectory data, Ports ports, HttpClient client) throws IOException {
    Path folder = Files.createDirectories(data.of(Names.REGISTRY));
    List<String> properties =
        List.of(
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + ports.registry(),
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + ports.registryManagement(),
            "-Dquarkus.banner.enabled=false",
            "-Dquarkus.http.access-log.enabled=false",
            "-Dapicurio.storage.sql.kind=h2",
            "-Dapicurio.datasource.url=jdbc:h2:file:" + folder.resolve("registry"),
            "-Dapicurio.datasource.username=sa",
            "-Dapicurio.datasource.password=sa");
    List<String> program = List.of("-jar", image.resolve("quarkus-run.jar").toString());
    return new ProcessSpec(
        Names.REGISTRY,
        ports.registry(),
        () -> Jvm.command(HEAP_MB, properties, program),
        Map.of(),
        new Probe.Http(client, ports.registry(), CONFLUENT_API + "/subjects"),
        data.logs().resolve(Names.REGISTRY + ".log"));
  }
}
