package org.twofold.stack.layout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.twofold.stack.console.OperatorException;

/** Looks whether ports are free before anything is started. */
public final class PortCheck {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  /** A stack that was just killed frees its ports within moments. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final int OTHER_OFFSET = 100;
  private static final int BETWEEN_OFFSETS = 7;

  private PortCheck() {}

  /**
   * Returns if all are free, or become so in a moment.
   *
   * @param ports with the processes that need them
   * @throws OperatorException that names a port and its process
   */
  public static void requireFree(Map<Integer, String> ports) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (Map.Entry<Integer, String> needed : ports.entrySet()) {
      while (!isFree(needed.getKey())) {
        if (System.nanoTime() > end) {
          throw taken(needed.getKey(), needed.getValue());
        }
        Thread.sleep(BETWEEN);
      }
    }
  }

  /**
   * The first offset at which a broker of its own can listen.
   *
   * @param least where to begin, so that those who look at once do not find the same
   * @throws IOException if there is none
   */
  public static Ports freeForBroker(int least) throws IOException {
    for (int offset = least; offset < Ports.HIGHEST_OFFSET; offset += BETWEEN_OFFSETS) {
      Ports ports = new Ports(offset);
      if (isFree(ports.kafka()) && isFree(ports.kafkaController())) {
        return ports;
      }
    }
    throw new IOException("no port is free");
  }

  private static OperatorException taken(int port, String process) {
    return new OperatorException(
        "Port %d, which %s needs, is taken by another program; nothing was started. Stop that"
                .formatted(port, process)
            + " program (ss -ltnp shows it), or choose other ports with --port-offset "
            + OTHER_OFFSET
            + ".");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(LOOPBACK, port));
    } catch (IOException e) {
      return false;
    }
    return !answers(port);
  }

  /** Some systems let us bind beside a listener on all addresses. */
  private static boolean answers(int port) {
    try (Socket socket = new Socket(LOOPBACK, port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
