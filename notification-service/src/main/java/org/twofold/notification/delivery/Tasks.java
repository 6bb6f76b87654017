package org.twofold.notification.delivery;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.twofold.events.ChallengeIssued;
import org.twofold.events.FactorToggled;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.events.Recipient;

/** What an event asks a channel to send: where Avro ends. */
final class Tasks {

  private Tasks() {}

  /** Empty where the event is none of this channel's. */
  static List<Task> of(SpecificRecord event, Method channel) {
    return switch (event) {
      case ChallengeIssued issued when issued.getMethod() == channel -> List.of(code(issued));
      case FactorToggled toggled -> notices(toggled, channel);
      default -> List.of();
    };
  }

  private static Task code(ChallengeIssued event) {
    return new Task(
        event.getEventId(),
        event.getUserId(),
        event.getCorrelationId(),
        event.getChallengeId(),
        event.getChallengeId() + "." + event.getSendNumber(),
        kind(event.getPurpose()),
        event.getChallengeId(),
        event.getSendNumber(),
        event.getPurpose(),
        event.getDestination(),
        event.getCode(),
        event.getOccurredAt(),
        event.getExpiresAt(),
        event.getLocale());
  }

  private static Task.Kind kind(Purpose purpose) {
    return switch (purpose) {
      case LOGIN, REAUTHENTICATION -> Task.Kind.LOGIN_CODE;
      case SIGN_UP, ADDRESS_PROOF, PHONE_PROOF, PASSWORD_RESET -> Task.Kind.PROOF_CODE;
      case SIGN_UP_KNOWN -> Task.Kind.KNOWN;
      case PASSWORD_RESET_UNKNOWN, UNKNOWN ->
          throw new IllegalArgumentException("Nothing is sent for purpose " + purpose);
    };
  }

  private static List<Task> notices(FactorToggled event, Method channel) {
    Instant notAfter = event.getNotAfter();
    List<Recipient> recipients = event.getRecipients();
    return notAfter == null || event.getMethod() != Method.EMAIL
        ? List.of()
        : IntStream.range(0, recipients.size())
            .filter(i -> recipients.get(i).getChannel() == channel)
            .mapToObj(i -> notice(event, recipients.get(i), i, notAfter))
            .toList();
  }

  private static Task notice(
      FactorToggled event, Recipient recipient, int position, Instant notAfter) {
    return new Task(
        event.getEventId(),
        event.getUserId(),
        event.getCorrelationId(),
        event.getEventId(),
        event.getEventId() + "." + position,
        event.getOn() ? Task.Kind.EMAIL_ON : Task.Kind.EMAIL_OFF,
        null,
        position,
        null,
        recipient.getDestination(),
        null,
        event.getOccurredAt(),
        notAfter,
        recipient.getLocale());
  }
}
