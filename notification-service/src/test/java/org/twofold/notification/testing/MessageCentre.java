package org.twofold.notification.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.DeliveryReceiptState;
import org.jsmpp.util.MessageId;

/** A message centre on a free port that answers as it is told. */
public final class MessageCentre implements ServerMessageReceiverListener, AutoCloseable {

  private static final int ASKED_FOR_RECEIPT = 1;

  private final SMPPServerSessionListener listener;
  private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile int status;
  private volatile boolean stalls;
  private volatile boolean receiptFirst;

  public final List<SubmitSm> submitted = new CopyOnWriteArrayList<>();
  public final List<BindRequest> binds = new CopyOnWriteArrayList<>();

  public MessageCentre() {
    this(freePort());
  }

  public MessageCentre(int port) {
    try {
      listener = new SMPPServerSessionListener(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getPort();
  }

  /** Every message is answered with this status from now on; 0 is well. */
  public void answers(int with) {
    status = with;
  }

  /** Messages are not answered at all. */
  public void stalls(boolean yes) {
    stalls = yes;
  }

  /** The receipt comes before the answer. */
  public void receiptFirst(boolean yes) {
    receiptFirst = yes;
  }

  /** Cuts every connection. */
  public void cutAll() {
    sessions.forEach(SMPPServerSession::close);
    sessions.clear();
  }

  public List<String> texts() {
    return submitted.stream().map(MessageCentre::text).toList();
  }

  /** The text of a message; these tests use no sign whose septet differs from ASCII but the @. */
  public static String text(SubmitSm message) {
    return message.getDataCoding() == 8
        ? new String(message.getShortMessage(), UTF_16BE)
        : new String(message.getShortMessage(), US_ASCII).replace('\0', '@');
  }

  /** Tells of the message of that id. */
  public void tell(String id, DeliveryReceiptState state) {
    try {
      Date now = Date.from(Instant.now());
      DeliveryReceipt receipt = new DeliveryReceipt(id, 1, 1, now, now, state, "000", "");
      sessions
          .getLast()
          .deliverShortMessage(
              "",
              TypeOfNumber.INTERNATIONAL,
              NumberingPlanIndicator.ISDN,
              "33612345678",
              TypeOfNumber.UNKNOWN,
              NumberingPlanIndicator.UNKNOWN,
              "Twofold",
              new ESMClass(
                  MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT),
              (byte) 0,
              (byte) 0,
              new RegisteredDelivery(0),
              new GeneralDataCoding(org.jsmpp.bean.Alphabet.ALPHA_DEFAULT),
              receipt.toString().getBytes(US_ASCII));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void accept() {
    while (closed.getCount() > 0) {
      try {
        SMPPServerSession session = listener.accept();
        if (closed.getCount() == 0) {
          session.close();
          return;
        }
        session.setMessageReceiverListener(this);
        Thread.ofVirtual().start(() -> bind(session));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void bind(SMPPServerSession session) {
    try {
      BindRequest request = session.waitForBind(5_000);
      binds.add(request);
      if (request.getPassword().equals("secret")) {
        sessions.add(session);
        request.accept("centre");
      } else {
        request.reject(org.jsmpp.SMPPConstant.STAT_ESME_RINVPASWD);
      }
    } catch (Exception e) {
      session.close();
    }
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession source)
      throws ProcessRequestException {
    try {
      if (stalls) {
        closed.await(20, TimeUnit.SECONDS);
      }
      if (status != 0) {
        throw new ProcessRequestException("No", status);
      }
      submitted.add(message);
      String id = "m" + ids.incrementAndGet();
      if (receiptFirst && message.getRegisteredDelivery() == ASKED_FOR_RECEIPT) {
        tell(id, DeliveryReceiptState.DELIVRD);
      }
      return new SubmitSmResult(new MessageId(id), null);
    } catch (InterruptedException | org.jsmpp.PDUStringException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti message, SMPPServerSession source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm replacement, SMPPServerSession source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void onAcceptCancelSm(CancelSm cancellation, SMPPServerSession source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public org.jsmpp.session.BroadcastSmResult onAcceptBroadcastSm(
      org.jsmpp.bean.BroadcastSm message, SMPPServerSession source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void onAcceptCancelBroadcastSm(
      org.jsmpp.bean.CancelBroadcastSm message, SMPPServerSession source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public org.jsmpp.session.QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      org.jsmpp.bean.QueryBroadcastSm message, SMPPServerSession source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm message, Session source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cutAll();
  }
}
