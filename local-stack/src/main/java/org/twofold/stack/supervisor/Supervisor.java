package org.twofold.stack.supervisor;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.twofold.stack.accounts.DemoSubscribers;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.control.ControlFile;
import org.twofold.stack.control.ControlServer;
import org.twofold.stack.control.Controlled;
import org.twofold.stack.control.StackStatus;
import org.twofold.stack.credentials.Credentials;
import org.twofold.stack.credentials.Databases;
import org.twofold.stack.credentials.KeyFiles;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.plan.LaunchPlan;
import org.twofold.stack.plan.StackOptions;
import org.twofold.stack.process.ManagedProcess;
import org.twofold.stack.process.ProcessSpec;
import org.twofold.stack.process.Watchdog;

/**
 * One running stack: infrastructure, then topics and schemas, then services; stopped the other way
 * round.
 */
public final class Supervisor implements Controlled {

  private static final Duration BACK_OFF = Duration.ofSeconds(1);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final StackOptions options;
  private final Console console;
  private final HttpClient client;
  private final Watchdog watchdog;
  private final Group infrastructure;
  private final Group services;
  private final DiskWatch disk;
  private @Nullable ControlServer control;
  private volatile boolean started;
  private boolean stopped;

  Supervisor(
      StackOptions options,
      LaunchPlan plan,
      Watchdog watchdog,
      HttpClient client,
      Console console) {
    this.options = options;
    this.console = console;
    this.client = client;
    this.watchdog = watchdog;
    this.disk = DiskWatch.of(options.data().root(), console::say);
    this.infrastructure = group(plan.infrastructure());
    this.services = group(plan.services());
  }

  private Group group(List<ProcessSpec> specs) {
    return new Group(
        specs.stream()
            .map(
                spec ->
                    new ManagedProcess(
                        spec, watchdog, InstantSource.system(), BACK_OFF, this::tellFailure))
            .toList());
  }

  private void tellFailure(String sentence) {
    console.say(sentence);
    disk.look();
  }

  /** Makes up what the services need to know: keys, tokens, databases. */
  static void makeCredentials(StackOptions options) throws IOException {
    DataDirectory data = options.data();
    new KeyFiles(data).create(true);
    Credentials.make(data, options.ports());
    if (options.mongo().isPresent()) {
      Databases.onServer(options.mongo().get(), data);
    } else {
      Databases.onStandIn(data, options.ports());
    }
  }

  /**
   * Starts everything and returns when all of it is ready.
   *
   * @throws OperatorException if it cannot become ready as things are
   */
  void start(String dataOption, boolean detached) throws IOException, InterruptedException {
    listen();
    disk.start();
    try (Waiting waiting = new Waiting(console)) {
      infrastructure.start();
      awaitReady(infrastructure, waiting);
      new Deployment(options.data(), options.ports(), client, console).deploy(waiting);
      services.start();
      awaitReady(services, waiting);
      waiting.on(List.of("demo subscribers"));
      boolean demo = new DemoSubscribers(options.data(), options.ports(), console).make();
      Welcome.lines(options.ports(), dataOption, detached, demo, waiting.seconds())
          .forEach(console::say);
    }
    started = true;
  }

  private synchronized void listen() throws IOException {
    if (stopped) {
      throw new OperatorException("Stopped while starting; the data is kept.");
    }
    String token = Credentials.random();
    control = new ControlServer(this, token);
    new ControlFile(ProcessHandle.current().pid(), control.port(), token, options.ports().offset())
        .write(options.data());
  }

  private static void awaitReady(Group group, Waiting waiting) throws InterruptedException {
    List<String> missing = group.notReady();
    while (!missing.isEmpty()) {
      waiting.on(missing);
      Thread.sleep(LOOK_EVERY);
      missing = group.notReady();
    }
  }

  @Override
  public StackStatus status() {
    return new StackStatus(
        started,
        all()
            .map(
                process ->
                    new StackStatus.Line(
                        process.spec().name(),
                        process.pid(),
                        process.spec().port(),
                        process.state()))
            .toList());
  }

  private Stream<ManagedProcess> all() {
    return Stream.concat(infrastructure.processes().stream(), services.processes().stream());
  }

  @Override
  public boolean restart(String name) {
    return all()
        .filter(process -> process.spec().name().equals(name))
        .findFirst()
        .map(
            process ->
                Thread.ofVirtual()
                    .start(
                        () -> {
                          try {
                            process.restart();
                          } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                          }
                        }))
        .isPresent();
  }

  /** Ends this process; {@link #stop} is its shutdown hook. */
  @Override
  public void down() {
    Thread.ofPlatform().start(() -> System.exit(0));
  }

  /** Stops everything, the services first. Nothing is left when it returns. */
  synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    console.say("Stopping");
    try {
      services.stop();
      infrastructure.stop();
      Files.deleteIfExists(control());
      console.say("Stopped. The data is kept in " + options.data().root() + ".");
    } catch (InterruptedException | IOException e) {
      console.say("Not stopped in order (" + e.getMessage() + "); what is left is killed.");
    } finally {
      end();
    }
  }

  private Path control() {
    return options.data().control();
  }

  private void end() {
    disk.close();
    if (control != null) {
      control.close();
    }
    try {
      watchdog.close();
    } catch (IOException e) {
      // the pipe breaks with this process at the latest
    }
  }
}
