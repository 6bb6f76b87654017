package org.twofold.stack.process;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A process that is started again when it dies.
 *
 * <pre>
 * STARTING --answers--> READY --no answer twice--> STARTING
 * STARTING, READY --dies--> RESTARTING --after 1, 2, 4 s--> STARTING
 * STARTING, READY --fifth death within a minute--> FAILED --restart--> STARTING
 * </pre>
 */
public final class ManagedProcess {

  private static final Duration PROBE_UNTIL_READY = Duration.ofMillis(200);
  private static final Duration PROBE_WHEN_READY = Duration.ofSeconds(2);
  private static final Duration TO_STOP = Duration.ofSeconds(10);

  private final ProcessSpec spec;
  private final Watchdog watchdog;
  private final InstantSource clock;
  private final Consumer<String> failures;
  private final Deaths deaths;
  private final Semaphore wake = new Semaphore(0);
  private volatile ProcessState state = ProcessState.STARTING;
  private volatile @Nullable Process process;
  private volatile boolean stopping;
  private volatile boolean restarting;
  private @Nullable Thread thread;

  /**
   * @param failures told a sentence when it is given up
   * @param backOff how long to wait after a first death
   */
  public ManagedProcess(
      ProcessSpec spec,
      Watchdog watchdog,
      InstantSource clock,
      Duration backOff,
      Consumer<String> failures) {
    this.spec = spec;
    this.watchdog = watchdog;
    this.clock = clock;
    this.failures = failures;
    this.deaths = new Deaths(backOff);
  }

  /** Starts it and keeps it running until {@link #stop}. */
  public synchronized void start() {
    if (thread == null && !stopping) {
      thread = Thread.ofVirtual().name(spec.name()).start(this::keepRunning);
    }
  }

  /** What it is and how it is started. */
  public ProcessSpec spec() {
    return spec;
  }

  /** What it is in the middle of. */
  public ProcessState state() {
    return state;
  }

  /** The id of the running process, 0 while there is none. */
  public long pid() {
    Process running = process;
    return running != null && running.isAlive() ? running.pid() : 0;
  }

  /** Stops it and starts it again at once, also when it had failed. */
  public void restart() throws InterruptedException {
    // the one that runs now: its successor must not be stopped as well
    Process running = process;
    restarting = true;
    deaths.forget();
    wake.release();
    end(running);
  }

  /** Stops it for good, gently for ten seconds, then not. */
  public void stop() throws InterruptedException {
    stopping = true;
    wake.release();
    end(process);
    Thread keeper = thread();
    if (keeper != null) {
      keeper.join();
    }
  }

  private synchronized @Nullable Thread thread() {
    return thread;
  }

  private static void end(@Nullable Process running) throws InterruptedException {
    if (running == null) {
      return;
    }
    running.destroy();
    if (!running.waitFor(TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
      running.destroyForcibly().waitFor();
    }
  }

  private void keepRunning() {
    try {
      while (!stopping) {
        state = ProcessState.STARTING;
        restarting = false;
        wake.drainPermits();
        String ending = runOnce();
        if (!stopping && !restarting) {
          afterDeath(ending);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How it ended, for a sentence. */
  private String runOnce() throws InterruptedException {
    try {
      Process started = launch();
      watchUntilExit(started);
      return "exit code " + started.exitValue();
    } catch (IOException e) {
      return "it cannot be started: " + e.getMessage();
    }
  }

  private Process launch() throws IOException {
    CappedLog.rotate(spec.log());
    ProcessBuilder builder =
        new ProcessBuilder(Sessions.own(spec.command().get()))
            // where a crash leaves its files, and no stray application.properties is found
            .directory(spec.log().toAbsolutePath().resolveSibling("").toFile())
            .redirectErrorStream(true)
            .redirectInput(CappedLog.NOTHING)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
    OwnEnvironment.withhold(builder);
    builder.environment().putAll(spec.environment());
    Process started = builder.start();
    watchdog.guard(started.toHandle());
    process = started;
    if (stopping) {
      started.destroy();
    }
    return started;
  }

  private void watchUntilExit(Process running) throws InterruptedException {
    int silent = 0;
    Duration wait = PROBE_UNTIL_READY;
    while (!running.waitFor(wait.toMillis(), TimeUnit.MILLISECONDS)) {
      boolean answers = spec.probe().answers();
      silent = answers ? 0 : silent + 1;
      if (answers) {
        state = ProcessState.READY;
      } else if (silent > 1) {
        state = ProcessState.STARTING;
      }
      wait = state == ProcessState.READY ? PROBE_WHEN_READY : PROBE_UNTIL_READY;
      CappedLog.rotate(spec.log());
    }
  }

  private void afterDeath(String ending) throws InterruptedException {
    Duration wait = deaths.record(clock.instant()).orElse(null);
    if (wait == null) {
      state = ProcessState.FAILED;
      failures.accept(failure(ending));
      wake.acquire();
    } else {
      state = ProcessState.RESTARTING;
      wake.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private String failure(String ending) {
    return spec.name()
        + " FAILED: it died five times within a minute (last: "
        + ending
        + ") and is not started again; the others go on, and nothing that was acknowledged is lost."
        + " Its last words are in "
        + spec.log()
        + "; when the cause is mended: ./twofold restart "
        + spec.name();
  }
}
