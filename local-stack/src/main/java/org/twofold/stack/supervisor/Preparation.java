package org.twofold.stack.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.twofold.stack.certificates.ServiceCertificates;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.credentials.Credentials;
import org.twofold.stack.credentials.Databases;
import org.twofold.stack.credentials.KeyFiles;
import org.twofold.stack.image.Image;
import org.twofold.stack.image.Images;
import org.twofold.stack.image.StartCache;
import org.twofold.stack.image.Tool;
import org.twofold.stack.layout.Checkout;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.PortCheck;
import org.twofold.stack.layout.Ports;
import org.twofold.stack.plan.CacheJob;
import org.twofold.stack.plan.Programs;

/** Makes of the built jars what starts fast. Done once for each build. */
final class Preparation {

  private static final int FIRST_OFFSET = 20_000;
  private static final int AT_ONCE = 2;

  private final Checkout checkout;
  private final Tool tool;
  private final Console console;

  Preparation(Checkout checkout, Tool tool, Console console) {
    this.checkout = checkout;
    this.tool = tool;
    this.console = console;
  }

  /**
   * Unpacks the programs and makes their caches, where that is not done yet.
   *
   * @throws OperatorException if it cannot be written
   */
  Programs programs() throws InterruptedException {
    try (Waiting waiting = new Waiting(console)) {
      waiting.on(List.of("unpacking what is new"));
      checkout.ownImage().ifPresent(Preparation::keep);
      Images images = new Images(checkout.images());
      Programs programs = Programs.unpack(checkout, images, tool);
      makeCaches(programs, waiting);
      images.sweep();
      return programs;
    } catch (IOException | UncheckedIOException e) {
      throw new OperatorException(
          "What is to be run cannot be put into %s (%s); nothing was started and no data touched."
                  .formatted(checkout.images(), e.getMessage())
              + " If the disk is full, free some space; if a file is damaged, delete that folder and"
              + " start again.",
          e);
    }
  }

  /** The programs of this module run from it for as long as this process does. */
  private static void keep(Path own) {
    try {
      new Image(own).use();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeCaches(Programs programs, Waiting waiting)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(checkout.images(), ".training-");
    try {
      DataDirectory scratch = new DataDirectory(folder);
      // nobody listens there: a training run must do without any server, and is a real start
      Ports ports = PortCheck.freeForBroker(FIRST_OFFSET);
      List<CacheJob> jobs = programs.missingCaches(scratch, ports);
      if (!jobs.isEmpty()) {
        scratch.prepare();
        new KeyFiles(scratch).create(true);
        Credentials.make(scratch, ports);
        Databases.onStandIn(scratch, ports);
        ServiceCertificates.make(scratch, InstantSource.system());
        console.say("First start of this build: making the caches it starts fast with.");
        run(jobs, waiting);
      }
    } finally {
      Images.deleteAll(folder);
    }
  }

  private void run(List<CacheJob> jobs, Waiting waiting) throws IOException, InterruptedException {
    List<String> open = new ArrayList<>(jobs.stream().map(CacheJob::name).toList());
    waiting.on(cachesOf(open));
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> running = new ArrayList<>();
      for (CacheJob job : jobs) {
        running.add(
            threads.submit(
                () -> {
                  new StartCache(tool).make(job.image(), job.training().get());
                  synchronized (open) {
                    open.remove(job.name());
                    waiting.on(cachesOf(open));
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    }
    jobs.forEach(this::tellFailure);
  }

  private static List<String> cachesOf(List<String> names) {
    return names.isEmpty() ? List.of() : List.of("start caches of " + String.join(", ", names));
  }

  private void tellFailure(CacheJob job) {
    Optional<String> failure = StartCache.failure(job.image());
    failure.ifPresent(
        why ->
            console.say(
                "No start cache for "
                    + job.name()
                    + " ("
                    + why
                    + "); it starts without one, only slower."));
  }
}
