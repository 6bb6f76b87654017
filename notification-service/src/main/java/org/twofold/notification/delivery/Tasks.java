package org.twofold.notification.delivery;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.twofold.events.ChallengeIssued;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.events.Recipient;
import org.twofold.events.Topic;
import org.twofold.events.Topics;
import org.twofold.messaging.Envelope;
import org.twofold.notification.template.Matter;

/** What an event asks a method to send: where Avro ends. */
final class Tasks {

  private static final String RECIPIENTS = "recipients";

  private Tasks() {}

  /** The topics whose events may ask for something. */
  static List<Topic<?>> topics() {
    return Topics.all().stream()
        .filter(
            topic ->
                topic.equals(Topics.CHALLENGE_ISSUED)
                    || topic.makesMessages() && topic.schema().getField(RECIPIENTS) != null)
        .<Topic<?>>map(topic -> topic)
        .toList();
  }

  /** Those of them that tell of what happened. */
  static List<Topic<?>> notices() {
    return topics().stream().filter(topic -> !topic.equals(Topics.CHALLENGE_ISSUED)).toList();
  }

  /** Empty where the event asks nothing of this method. */
  static List<Task> of(SpecificRecord event, String key, Method method) {
    if (event instanceof ChallengeIssued issued) {
      return issued.getMethod() == method ? code(issued, key).stream().toList() : List.of();
    }
    return notices(event, key, method);
  }

  private static Optional<Task> code(ChallengeIssued event, String key) {
    Matter matter = matter(event.getPurpose());
    Instant notAfter = event.getNotAfter();
    if (matter == null || notAfter == null) {
      return Optional.empty();
    }
    Instant expiresAt = event.getExpiresAt();
    boolean tells = event.getPurpose() == Purpose.SIGN_UP_KNOWN;
    return Optional.of(
        new Task(
            event.getEventId(),
            key,
            event.getUserId(),
            event.getCorrelationId(),
            event.getChallengeId(),
            0,
            matter,
            event.getChallengeId(),
            event.getSendNumber(),
            event.getPurpose(),
            event.getDestination(),
            tells ? null : event.getCode(),
            event.getOccurredAt(),
            notAfter.isBefore(expiresAt) ? notAfter : expiresAt,
            event.getLocale()));
  }

  /** Null where nothing is sent. */
  private static @Nullable Matter matter(Purpose purpose) {
    return switch (purpose) {
      case LOGIN -> new Matter("code.login");
      case REAUTHENTICATION -> new Matter("code.reauthentication");
      case SIGN_UP -> new Matter("code.signUp");
      case ADDRESS_PROOF -> new Matter("code.address");
      case PHONE_PROOF -> new Matter("code.phone");
      case PASSWORD_RESET -> new Matter("code.reset");
      case SIGN_UP_KNOWN -> new Matter("known");
      case PASSWORD_RESET_UNKNOWN, UNKNOWN -> null;
    };
  }

  @SuppressWarnings("unchecked") // the schema of every event with recipients says what they are
  private static List<Task> notices(SpecificRecord event, String key, Method method) {
    List<Recipient> recipients = (List<Recipient>) field(event, RECIPIENTS);
    Instant notAfter = (Instant) field(event, "notAfter");
    Matter matter = Notices.matter(event);
    if (recipients == null || notAfter == null || matter == null) {
      return List.of();
    }
    return IntStream.range(0, recipients.size())
        .filter(i -> recipients.get(i).getChannel() == method)
        .mapToObj(i -> notice(event, key, matter, recipients.get(i), i, notAfter))
        .toList();
  }

  private static Task notice(
      SpecificRecord event,
      String key,
      Matter matter,
      Recipient recipient,
      int position,
      Instant notAfter) {
    String eventId = Envelope.eventId(event);
    ByteBuffer destination = recipient.getDestination();
    return new Task(
        eventId,
        key,
        Envelope.userId(event),
        String.valueOf(field(event, "correlationId")),
        eventId,
        position,
        matter,
        null,
        position,
        null,
        destination,
        null,
        occurredAt(event),
        notAfter,
        recipient.getLocale());
  }

  private static Instant occurredAt(SpecificRecord event) {
    return field(event, "occurredAt") instanceof Instant at ? at : Instant.EPOCH;
  }

  private static @Nullable Object field(SpecificRecord event, String name) {
    Schema.Field field = event.getSchema().getField(name);
    return field == null ? null : event.get(field.pos());
  }
}
