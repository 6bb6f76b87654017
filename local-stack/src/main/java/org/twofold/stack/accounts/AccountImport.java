package org.twofold.stack.accounts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Ports;

/**
 * Imports a file of accounts, one JSON object a line. A few requests are in flight; their answers
 * are taken in the order of the lines, so that everything before a place is done and the import can
 * go on from there.
 */
public final class AccountImport {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final DataDirectory data;
  private final Ports ports;
  private final Console console;
  private final int inFlight;

  /**
   * Into the gateway of a stack.
   *
   * @param inFlight how many requests at most
   */
  public AccountImport(DataDirectory data, Ports ports, Console console, int inFlight) {
    this.data = data;
    this.ports = ports;
    this.console = console;
    this.inFlight = inFlight;
  }

  /**
   * Imports what was not imported before.
   *
   * @param fromStart whether an earlier call is forgotten
   * @return how all of its lines came out, those of an earlier call included
   * @throws OperatorException if it cannot be finished now
   */
  public Tally run(Path file, boolean fromStart) throws InterruptedException {
    try (ImportClient client = new ImportClient(data, ports, Origin.IMPORT, PATIENCE)) {
      return run(file, ProgressFile.of(file, data), fromStart, client);
    } catch (IOException e) {
      throw new OperatorException(
          "The import of %s stopped: %s. What was imported stays; the same command goes on from"
                  .formatted(file, e.getMessage())
              + " there.",
          e);
    } catch (RefusedException e) {
      throw new OperatorException(
          "The gateway takes no accounts: %s. The same command goes on from where it stopped."
              .formatted(e.reason()),
          e);
    }
  }

  private Tally run(Path file, ProgressFile remembered, boolean fromStart, ImportClient client)
      throws IOException, RefusedException, InterruptedException {
    Progress before = fromStart ? remembered.none() : remembered.read();
    ImportReport report = new ImportReport(console, before);
    ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    try (NumberedLines lines = NumberedLines.of(file, before.line(), before.offset())) {
      Queue<Batch> flight = new ArrayDeque<>();
      Progress done = before;
      List<Line> next = lines.next(ImportClient.MOST_LINES);
      while (!next.isEmpty() || !flight.isEmpty()) {
        if (!next.isEmpty()) {
          flight.add(Batch.send(next, client, requests));
          next = lines.next(ImportClient.MOST_LINES);
        }
        if (next.isEmpty() || flight.size() >= inFlight) {
          done = flight.remove().settle(done, report);
          remembered.write(done);
          report.progressed(done.tally());
        }
      }
      remembered.delete();
      report.finished(done.tally());
      return done.tally();
    } finally {
      requests.shutdownNow();
    }
  }

  /** Lines on their way; of those with a fault only the place is. */
  private record Batch(List<Line> lines, Future<List<LineAnswer>> answers) {

    static Batch send(List<Line> lines, ImportClient client, ExecutorService requests) {
      List<byte[]> good = new ArrayList<>();
      lines.stream().filter(line -> line.fault().isEmpty()).forEach(l -> good.add(l.content()));
      return new Batch(
          lines, requests.submit(() -> good.isEmpty() ? List.of() : client.send(good)));
    }

    Progress settle(Progress before, ImportReport report)
        throws IOException, RefusedException, InterruptedException {
      Iterator<LineAnswer> answered = await().iterator();
      Progress progress = before;
      for (Line line : lines) {
        LineAnswer answer = line.fault().map(LineAnswer::refused).orElseGet(answered::next);
        answer.faults().forEach(fault -> report.refused(line.number(), fault));
        progress = progress.after(line, answer.status());
      }
      return progress;
    }

    private List<LineAnswer> await() throws IOException, RefusedException, InterruptedException {
      try {
        return answers.get();
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case IOException failed -> throw failed;
          case RefusedException refused -> throw refused;
          case null, default -> throw new IllegalStateException(e);
        }
      }
    }
  }
}
