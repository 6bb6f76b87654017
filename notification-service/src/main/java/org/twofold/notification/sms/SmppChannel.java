package org.twofold.notification.sms;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.twofold.events.Refusal;
import org.twofold.notification.channel.Channel;
import org.twofold.notification.channel.Dispatch;
import org.twofold.notification.channel.Receipt;
import org.twofold.notification.template.TextWriter;

/**
 * Text messages by one SMPP 3.4 message centre. It tells later, by receipt, whether a phone got the
 * message.
 */
final class SmppChannel implements Channel {

  private final SmppLink link;
  private final TextWriter writer;
  private final InstantSource clock;

  SmppChannel(SmppLink link, TextWriter writer, InstantSource clock) {
    this.link = link;
    this.writer = writer;
    this.clock = clock;
  }

  @Override
  public String name() {
    return link.name();
  }

  @Override
  public Receipt send(Dispatch dispatch) {
    Optional<PhoneNumber> number = PhoneNumber.of(dispatch.address());
    Optional<Segment> segment = Segment.of(writer.write(dispatch.content()));
    if (number.isEmpty() || segment.isEmpty()) {
      return new Receipt.Refused(name(), Refusal.PERMANENT);
    }
    SMPPSession session = null;
    try {
      session = link.bound();
      if (dispatch.isLate(clock.instant())) {
        return new Receipt.Late(name());
      }
      Duration life = Duration.between(clock.instant(), dispatch.notAfter());
      String reference = link.submit(session, number.get(), segment.get(), life);
      return new Receipt.Taken(name(), reference);
    } catch (NegativeResponseException e) {
      return new Receipt.Refused(name(), SmppRefusal.of(e.getCommandStatus()));
    } catch (PDUException e) {
      return new Receipt.Refused(name(), Refusal.PERMANENT);
    } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
      link.drop(session);
      return new Receipt.Refused(name(), Refusal.TRANSIENT);
    }
  }

  @Override
  public void close() {
    link.close();
  }
}
