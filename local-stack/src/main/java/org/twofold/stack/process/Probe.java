package org.twofold.stack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Tells whether a process does its work. */
public sealed interface Probe {

  /** How long a process may take to answer before it counts as not ready. */
  Duration PATIENCE = Duration.ofSeconds(3);

  /** Whether it answers now; never throws for an answer that does not come. */
  boolean answers() throws InterruptedException;

  /** Ready when something accepts connections on a loopback port. */
  record Tcp(int port) implements Probe {
    @Override
    public boolean answers() {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
            (int) PATIENCE.toMillis());
        return true;
      } catch (IOException e) {
        return false;
      }
    }
  }

  /** Ready when a loopback address answers 200. */
  record Http(HttpClient client, int port, String path) implements Probe {
    @Override
    public boolean answers() throws InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(PATIENCE)
              .build();
      try {
        return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException e) {
        return false;
      }
    }
  }
}
