package org.twofold.stack.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.twofold.stack.certificates.ServiceCertificates;

/** Renews certificates before they end, for as long as a stack runs. */
final class Renewal implements AutoCloseable {

  private static final Duration EVERY = Duration.ofHours(1);

  private final ServiceCertificates certificates;
  private final Consumer<String> sentences;
  private final Thread thread = Thread.ofVirtual().name("renewal").unstarted(this::watch);

  Renewal(ServiceCertificates certificates, Consumer<String> sentences) {
    this.certificates = certificates;
    this.sentences = sentences;
  }

  void start() {
    thread.start();
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(EVERY);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      certificates.renew();
    } catch (IOException e) {
      sentences.accept(
          "A certificate cannot be renewed ("
              + e.getMessage()
              + "); it is tried again every hour and ends in ten days at the earliest.");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
