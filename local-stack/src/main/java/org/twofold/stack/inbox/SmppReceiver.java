package org.twofold.stack.inbox;

import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;

/** Takes every submit_sm, for whatever number it is, and no other operation. */
final class SmppReceiver implements ServerMessageReceiverListener {

  private final Messages messages;
  private final InstantSource clock;
  private final Supplier<Faults> faults;
  private final Segments segments = new Segments();

  SmppReceiver(Messages messages, InstantSource clock, Supplier<Faults> faults) {
    this.messages = messages;
    this.clock = clock;
    this.faults = faults;
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession source)
      throws ProcessRequestException {
    Faults now = faults.get();
    now.atSubmit();
    UserData part =
        ReceivedText.userData(submit)
            .orElseThrow(() -> refusal("damaged header", SMPPConstant.STAT_ESME_RINVESMCLASS));
    Optional<byte[]> whole = segments.add(submit.getSourceAddr(), submit.getDestAddress(), part);
    if (whole.isPresent()) {
      store(submit, whole.get());
    }
    return Accepted.of(submit, now.receipt(), clock.instant());
  }

  private void store(SubmitSm submit, byte[] octets) throws ProcessRequestException {
    String text =
        ReceivedText.text(submit.getDataCoding(), octets)
            .orElseThrow(() -> refusal("unknown data_coding", SMPPConstant.STAT_ESME_RINVDCS));
    try {
      messages.add(ReceivedText.message(submit.getDestAddress(), text, clock.instant()));
    } catch (UncheckedIOException e) {
      throw refusal("the inbox cannot write its file", SMPPConstant.STAT_ESME_RSYSERR);
    }
  }

  private static ProcessRequestException refusal(String why, int status) {
    return new ProcessRequestException(why, status);
  }

  private static ProcessRequestException notHere() {
    return refusal("the inbox takes submit_sm only", SMPPConstant.STAT_ESME_RINVCMDID);
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti submit, SMPPServerSession source)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession source)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm replace, SMPPServerSession source)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession source)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm broadcast, SMPPServerSession source)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession source)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm query, SMPPServerSession source) throws ProcessRequestException {
    throw notHere();
  }
}
