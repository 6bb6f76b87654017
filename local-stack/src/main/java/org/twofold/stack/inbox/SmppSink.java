package org.twofold.stack.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.AbstractSession;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.ServerResponseDeliveryAdapter;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.socket.SocketConnection;

/** Lets in whoever binds, by whatever name and password, on loopback. Sessions may be kept. */
final class SmppSink implements AutoCloseable {

  private static final String SYSTEM_ID = "twofold-inbox";
  private static final int TO_BIND_MILLIS = 5_000;
  private static final int BACKLOG = 50;

  /** When a silent client is asked whether it is there, and how long it may take to say so. */
  private static final int IDLE_MILLIS = 30_000;

  private static final int TO_ANSWER_MILLIS = 10_000;

  /** What a session works on at once, and what may wait for it: more is answered as throttled. */
  private static final int AT_ONCE = 16;

  private static final int WAITING = 500;

  private final ServerSocket server;
  private final ServerMessageReceiverListener receiver;
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

  /**
   * @param port 0 for a free one
   */
  SmppSink(ServerMessageReceiverListener receiver, int port) throws IOException {
    this.receiver = receiver;
    this.server = new ServerSocket(port, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
  }

  void start() {
    Thread.ofVirtual().name("smpp").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().name("smpp-bind").start(() -> bind(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          System.err.println("An SMPP connection failed: " + e.getMessage());
        }
      }
    }
  }

  private void bind(Socket socket) {
    try {
      SMPPServerSession session = session(socket);
      sessions.add(session);
      session.waitForBind(TO_BIND_MILLIS).accept(SYSTEM_ID, InterfaceVersion.IF_34);
    } catch (TimeoutException e) {
      // whoever connected only looked
    } catch (IOException | PDUStringException | IllegalStateException e) {
      System.err.println("An SMPP session did not begin: " + e.getClass().getSimpleName());
    }
  }

  private SMPPServerSession session(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    SocketConnection connection = new SocketConnection(socket);
    connection.setSoTimeout(TO_BIND_MILLIS);
    SMPPServerSession session =
        new SMPPServerSession(
            connection, this::changed, receiver, new ReceiptGiver(), AT_ONCE, WAITING);
    session.setEnquireLinkTimer(IDLE_MILLIS);
    session.setTransactionTimer(TO_ANSWER_MILLIS);
    return session;
  }

  private void changed(SessionState now, SessionState before, Session session) {
    if (now == SessionState.CLOSED) {
      sessions.remove(session);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sessions.forEach(session -> ((AbstractSession) session).close());
  }

  /** A receipt never overtakes the answer that names its message. */
  private static final class ReceiptGiver extends ServerResponseDeliveryAdapter {
    @Override
    public void onSubmitSmRespSent(SubmitSmResult result, SMPPServerSession session) {
      if (result instanceof Accepted accepted) {
        accepted.receipt().ifPresent(receipt -> receipt.giveLater(session));
      }
    }
  }
}
