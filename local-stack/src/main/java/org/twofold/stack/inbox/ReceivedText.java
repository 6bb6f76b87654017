package org.twofold.stack.inbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;

/** A text message as it came over the wire (SMPP 3.4), taken apart. */
final class ReceivedText {

  /** {@code esm_class}: the user data begins with a header (5.2.12). */
  private static final int USER_DATA_HEADER = 0x40;

  private ReceivedText() {}

  /** What a submit_sm carries, in whichever of the two fields; empty if its header is damaged. */
  static Optional<UserData> userData(SubmitSm submit) {
    OptionalParameter.Message_payload payload =
        submit.getOptionalParameter(OptionalParameter.Message_payload.class);
    byte[] octets = payload == null ? submit.getShortMessage() : payload.getValue();
    return (submit.getEsmClass() & USER_DATA_HEADER) == 0
        ? Optional.of(UserData.plain(octets))
        : UserData.withHeader(octets);
  }

  /** By {@code data_coding} (5.2.19); empty if the inbox does not know that one. */
  static Optional<String> text(byte dataCoding, byte[] octets) {
    return switch (dataCoding) {
      case 0 -> Optional.of(Gsm7.decode(octets));
      case 1 -> Optional.of(new String(octets, US_ASCII));
      case 3 -> Optional.of(new String(octets, ISO_8859_1));
      case 8 -> Optional.of(new String(octets, UTF_16BE));
      default -> Optional.empty();
    };
  }

  /** As the phone of its recipient has it. */
  static Message message(String address, String text, Instant receivedAt) {
    return new Message(
        UUID.randomUUID().toString(),
        Message.Channel.SMS,
        "+" + address.replaceFirst("^(\\+|00)", ""),
        null,
        text,
        null,
        Map.of(),
        receivedAt.truncatedTo(ChronoUnit.MILLIS));
  }
}
