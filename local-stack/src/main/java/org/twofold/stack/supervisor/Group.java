package org.twofold.stack.supervisor;

import java.util.ArrayList;
import java.util.List;
import org.twofold.stack.process.ManagedProcess;
import org.twofold.stack.process.ProcessState;

/** Processes that are started, and stopped, together. */
record Group(List<ManagedProcess> processes) {

  void start() {
    processes.forEach(ManagedProcess::start);
  }

  /** Stops all at once and returns when none is left. */
  void stop() throws InterruptedException {
    List<Thread> stopping = new ArrayList<>();
    for (ManagedProcess process : processes) {
      stopping.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      process.stop();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }));
    }
    for (Thread each : stopping) {
      each.join();
    }
  }

  List<String> notReady() {
    return processes.stream()
        .filter(process -> process.state() != ProcessState.READY)
        .map(process -> process.spec().name())
        .toList();
  }
}
