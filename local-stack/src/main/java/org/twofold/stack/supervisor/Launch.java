package org.twofold.stack.supervisor;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.twofold.stack.certificates.ServiceCertificates;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.image.Tool;
import org.twofold.stack.layout.Checkout;
import org.twofold.stack.layout.PortCheck;
import org.twofold.stack.plan.LaunchPlan;
import org.twofold.stack.plan.Programs;
import org.twofold.stack.plan.StackOptions;
import org.twofold.stack.process.Watchdog;

/** From nothing to a running stack, in this process. */
public final class Launch {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Checkout checkout;
  private final Console console;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /**
   * @param checkout where the programs were built
   */
  public Launch(Checkout checkout, Console console) {
    this.checkout = checkout;
    this.console = console;
  }

  /**
   * Runs a stack until this process is told to end.
   *
   * @param dataOption what commands must be given to find it
   * @param detached whether somebody waits for it in another process
   * @throws OperatorException if it cannot be started
   */
  public void run(StackOptions options, String dataOption, boolean detached)
      throws InterruptedException {
    options.data().prepare();
    try (FileChannel _ = options.data().take()) {
      PortCheck.requireFree(options.ports().all(options.workers(), options.mongo().isEmpty()));
      supervise(options, dataOption, detached);
    } catch (IOException e) {
      throw new OperatorException(
          "Something in %s cannot be written (%s). What was started is stopped and nothing is lost."
                  .formatted(options.data().root(), e.getMessage())
              + " If the disk is full, free some space; then ./twofold up.",
          e);
    }
  }

  private void supervise(StackOptions options, String dataOption, boolean detached)
      throws IOException, InterruptedException {
    Watchdog watchdog = new Watchdog();
    Programs programs = new Preparation(checkout, new Tool(watchdog), console).programs();
    Supervisor.makeCredentials(options);
    LaunchPlan plan = programs.plan(options, client);
    Renewal renewal =
        new Renewal(ServiceCertificates.make(options.data(), InstantSource.system()), console::say);
    Supervisor supervisor = new Supervisor(options, plan, watchdog, client, console);
    Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "stop"));
    try (renewal) {
      supervisor.start(dataOption, detached);
      renewal.start();
      new CountDownLatch(1).await();
    } catch (IOException | OperatorException e) {
      supervisor.stop();
      throw e;
    }
  }
}
