package org.twofold.stack.inbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.jspecify.annotations.Nullable;

/** The answer to a submit_sm that was taken, with the receipt that follows it. */
final class Accepted extends SubmitSmResult {

  private final @Nullable Receipt receipt;

  private Accepted(MessageId id, @Nullable Receipt receipt) {
    super(id, new OptionalParameter[0]);
    this.receipt = receipt;
  }

  static Accepted of(SubmitSm submit, ReceiptStat stat, Instant moment) {
    String id = UUID.randomUUID().toString();
    try {
      return new Accepted(
          new MessageId(id),
          stat.isWanted(submit.getRegisteredDelivery())
              ? new Receipt(id, submit, stat, moment)
              : null);
    } catch (PDUStringException e) {
      throw new IllegalStateException("36 characters are fewer than 65", e);
    }
  }

  /** Empty where none was asked for. */
  Optional<Receipt> receipt() {
    return Optional.ofNullable(receipt);
  }
}
