package org.twofold.notification.sms;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twofold.notification.channel.DeliveryReceipts;

/**
 * The one connection to a message centre: bound as transceiver by the first message, kept by
 * enquire_link, bound again when it is lost, so that receipts go on coming.
 */
final class SmppLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SmppLink.class);

  /** SMPP 3.4, section 4.1.5. */
  private static final int LONGEST_PASSWORD = 8;

  private static final int ENQUIRE_MILLIS = 15_000;
  private static final Duration REBIND = Duration.ofSeconds(5);

  private final SmsSettings.Provider settings;
  private final Secret password;
  private final SmppSource source;
  private final SmppReceipts receipts;
  private final Lock lock = new ReentrantLock();
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable SMPPSession session;

  private SmppLink(SmsSettings.Provider settings, DeliveryReceipts receipts) {
    this.settings = settings;
    this.password = Secret.read(requireNonNull(settings.passwordFile()), settings.name());
    if (password.value().length() > LONGEST_PASSWORD) {
      throw new IllegalStateException(
          "The password of SMS provider "
              + settings.name()
              + " has more than the 8 characters that SMPP allows.");
    }
    this.source = SmppSource.of(requireNonNull(settings.source()));
    this.receipts = new SmppReceipts(settings.name(), receipts);
  }

  /** Not bound yet. */
  static SmppLink to(SmsSettings.Provider provider, DeliveryReceipts receipts) {
    return new SmppLink(provider, receipts);
  }

  String name() {
    return settings.name();
  }

  /**
   * The bound session.
   *
   * @throws IOException if the message centre cannot be reached, or does not let us in
   */
  SMPPSession bound() throws IOException {
    lock.lock();
    try {
      SMPPSession known = session;
      if (known != null && known.getSessionState().isTransmittable()) {
        return known;
      }
      if (closed.getCount() == 0) {
        throw new IOException("Closed");
      }
      SMPPSession fresh = bind();
      session = fresh;
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  private SMPPSession bind() throws IOException {
    SMPPSession fresh = new SMPPSession();
    fresh.setEnquireLinkTimer(ENQUIRE_MILLIS);
    fresh.setTransactionTimer(settings.timeout().toMillis());
    fresh.setMessageReceiverListener(receipts);
    boolean bound = false;
    try {
      fresh.connectAndBind(
          requireNonNull(settings.host()),
          settings.port(),
          new BindParameter(
              BindType.BIND_TRX,
              requireNonNull(settings.systemId()),
              password.value(),
              "",
              TypeOfNumber.UNKNOWN,
              NumberingPlanIndicator.UNKNOWN,
              null),
          settings.timeout().toMillis());
      fresh.addSessionStateListener(this::changed);
      bound = true;
      return fresh;
    } finally {
      if (!bound) {
        fresh.close();
      }
    }
  }

  /**
   * Hands a message over.
   *
   * @param life past which it is not to be delivered
   * @return under which its receipt will come
   */
  String submit(SMPPSession bound, PhoneNumber to, Segment text, Duration life)
      throws PDUException,
          ResponseTimeoutException,
          InvalidResponseException,
          NegativeResponseException,
          IOException {
    return bound
        .submitShortMessage(
            "",
            source.type(),
            source.plan(),
            source.address(),
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            to.digits(),
            new ESMClass(),
            (byte) 0,
            (byte) 1,
            null,
            validity(life),
            new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
            (byte) 0,
            new GeneralDataCoding(text.alphabet()),
            (byte) 0,
            text.bytes())
        .getMessageId();
  }

  /** A relative time (SMPP 3.4, section 7.1.1.2). */
  private static String validity(Duration life) {
    Duration atLeast = life.toSeconds() < 1 ? Duration.ofSeconds(1) : life;
    return String.format(
        Locale.ROOT,
        "0000%02d%02d%02d%02d000R",
        Math.min(30, atLeast.toDays()),
        atLeast.toHoursPart(),
        atLeast.toMinutesPart(),
        atLeast.toSecondsPart());
  }

  /** Gives a session up that did not answer. */
  void drop(@Nullable SMPPSession lost) {
    if (lost != null) {
      lost.close();
    }
  }

  private void changed(SessionState now, SessionState before, Session of) {
    if (now == SessionState.CLOSED && closed.getCount() > 0) {
      Thread.ofVirtual().name("smpp-" + name()).start(this::bindAgain);
    }
  }

  private void bindAgain() {
    try {
      while (!closed.await(REBIND.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          bound();
          return;
        } catch (IOException | RuntimeException e) {
          LOG.warn("SMS provider {} is lost: {}", name(), e.getClass().getName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    lock.lock();
    try {
      if (session != null) {
        session.unbindAndClose();
      }
    } finally {
      lock.unlock();
    }
  }
}
