package org.twofold.stack.plan;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.twofold.stack.image.Images;
import org.twofold.stack.image.Tool;
import org.twofold.stack.layout.Checkout;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Names;
import org.twofold.stack.layout.Ports;
import org.twofold.stack.process.Probe;
import org.twofold.stack.process.ProcessSpec;

/** Everything that a stack runs, unpacked. */
public final class Programs {

  private static final List<String> SERVICES =
      List.of(Names.GATEWAY, Names.MFA, Names.NOTIFICATION);

  private final Broker broker;
  private final Registry registry;
  private final Map<String, ServiceProgram> services;

  private Programs(Broker broker, Registry registry, Map<String, ServiceProgram> services) {
    this.broker = broker;
    this.registry = registry;
    this.services = services;
  }

  /**
   * Unpacks what is not unpacked yet.
   *
   * @throws IOException if the disk is full or a file damaged
   */
  public static Programs unpack(Checkout checkout, Images images, Tool tool)
      throws IOException, InterruptedException {
    Map<String, ServiceProgram> services = new LinkedHashMap<>();
    for (String module : SERVICES) {
      services.put(module, ServiceProgram.in(images, checkout, tool, module));
    }
    return new Programs(
        Broker.in(images, checkout, tool), Registry.in(images, checkout, tool), services);
  }

  /** The caches that are still to be made. */
  public List<CacheJob> missingCaches(DataDirectory scratch, Ports ports) {
    List<CacheJob> jobs = new ArrayList<>();
    ServiceEnvironment settings = new ServiceEnvironment(scratch, ports, Map.of());
    jobs.add(
        new CacheJob(
            Names.GATEWAY,
            image(Names.GATEWAY),
            () -> training(Names.GATEWAY, settings.gateway())));
    jobs.add(new CacheJob(Names.KAFKA, broker.image(), () -> broker.training(scratch, ports)));
    jobs.add(new CacheJob(Names.MFA, image(Names.MFA), () -> training(Names.MFA, settings.mfa())));
    jobs.add(
        new CacheJob(
            Names.NOTIFICATION,
            image(Names.NOTIFICATION),
            () -> training(Names.NOTIFICATION, settings.notification(1))));
    return jobs.stream().filter(CacheJob::isOpen).toList();
  }

  private org.twofold.stack.image.Image image(String module) {
    return program(module).image();
  }

  private org.twofold.stack.image.StartCache.Training training(
      String module, Map<String, String> environment) {
    return program(module).training(environment);
  }

  private ServiceProgram program(String module) {
    ServiceProgram program = services.get(module);
    if (program == null) {
      throw new IllegalArgumentException("No service " + module);
    }
    return program;
  }

  /**
   * The processes of a stack.
   *
   * @param client asks whether they are ready
   */
  public LaunchPlan plan(StackOptions options, HttpClient client)
      throws IOException, InterruptedException {
    DataDirectory data = options.data();
    Ports ports = options.ports();
    List<ProcessSpec> first = new ArrayList<>();
    first.add(broker.spec(data, ports));
    first.add(registry.spec(data, ports, client));
    if (options.mongo().isEmpty()) {
      first.add(OwnPrograms.mongo(data, ports));
    }
    first.add(OwnPrograms.inbox(data, ports, client));
    return new LaunchPlan(first, services(options, client));
  }

  private List<ProcessSpec> services(StackOptions options, HttpClient client) {
    Ports ports = options.ports();
    Path logs = options.data().logs();
    ServiceEnvironment settings = new ServiceEnvironment(options.data(), ports, System.getenv());
    List<ProcessSpec> services = new ArrayList<>();
    services.add(
        program(Names.GATEWAY)
            .spec(
                Names.GATEWAY,
                ports.gateway(),
                settings.gateway(),
                health(client, ports.gateway()),
                logs));
    services.add(
        program(Names.MFA)
            .spec(Names.MFA, ports.mfa(), settings.mfa(), health(client, ports.mfaHealth()), logs));
    for (int k = 1; k <= options.workers(); k++) {
      int port = ports.worker(k);
      services.add(
          program(Names.NOTIFICATION)
              .spec(Names.worker(k), port, settings.notification(k), health(client, port), logs));
    }
    return services;
  }

  private static Probe health(HttpClient client, int port) {
    return new Probe.Http(client, port, ServiceProgram.READINESS);
  }
}
