package org.twofold.notification.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mail server that answers each step as it is told: with a reply, not at all, or by cutting the
 * connection.
 */
public final class ScriptedSmtp implements AutoCloseable {

  public static final String STALL = "STALL";
  public static final String CUT = "CUT";

  private final ServerSocket socket;
  private final Map<String, String> replies = new ConcurrentHashMap<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Runnable before = () -> {};

  public final List<String> commands = new CopyOnWriteArrayList<>();
  public final List<String> messages = new CopyOnWriteArrayList<>();
  public final AtomicInteger connections = new AtomicInteger();

  public ScriptedSmtp() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return socket.getLocalPort();
  }

  /**
   * What it says at a step: GREETING, EHLO, MAIL, RCPT, DATA, NOOP, END after the message, or a
   * whole command.
   */
  public ScriptedSmtp says(String step, String reply) {
    replies.put(step, reply);
    return this;
  }

  /** What happens before it answers DATA. */
  public ScriptedSmtp beforeData(Runnable action) {
    before = action;
    return this;
  }

  /** Answers as if it had been told nothing, and forgets what it heard. */
  public void forget() {
    forgetReplies();
    commands.clear();
    messages.clear();
  }

  /** Answers as if it had been told nothing. */
  public void forgetReplies() {
    replies.clear();
  }

  /** Cuts every connection. */
  public void cutAll() {
    open.forEach(ScriptedSmtp::cut);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        if (closed.getCount() == 0) {
          connection.close();
          return;
        }
        connections.incrementAndGet();
        open.add(connection);
        Thread.ofVirtual().start(() -> talk(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void talk(Socket connection) {
    try (connection) {
      var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
      var out = new PrintStream(connection.getOutputStream(), true, UTF_8);
      if (!reply(out, connection, "GREETING", "220 ready")) {
        return;
      }
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        commands.add(line);
        String step = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
        if (step.equals("DATA")) {
          before.run();
        }
        String otherwise = step.equals("DATA") ? "354 go on" : "250 fine";
        if (!reply(out, connection, replies.containsKey(line) ? line : step, otherwise)) {
          return;
        }
        if (step.equals("DATA") && replies.getOrDefault("DATA", "354").startsWith("354")) {
          String message = read(in);
          if (message == null) {
            return;
          }
          messages.add(message);
          if (!reply(out, connection, "END", "250 taken")) {
            return;
          }
        }
      }
    } catch (IOException | InterruptedException e) {
      return;
    }
  }

  /** Null where the connection ended before the message did. */
  private static String read(BufferedReader in) throws IOException {
    StringBuilder message = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals(".")) {
        return message.toString();
      }
      message.append(line).append('\n');
    }
    return null;
  }

  private boolean reply(PrintStream out, Socket connection, String step, String otherwise)
      throws InterruptedException {
    String reply = replies.getOrDefault(step, otherwise);
    switch (reply) {
      case STALL -> closed.await(30, TimeUnit.SECONDS);
      case CUT -> cut(connection);
      default -> out.print(reply + "\r\n");
    }
    return !reply.equals(STALL) && !reply.equals(CUT);
  }

  private static void cut(Socket connection) {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cutAll();
  }
}
