package org.twofold.stack.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.twofold.events.ChallengeIssued;
import org.twofold.events.FactorToggled;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.events.Recipient;
import org.twofold.events.Topics;
import org.twofold.stack.console.OperatorException;
import tools.jackson.databind.JsonNode;

class EventJsonTest {

  private static final Instant MOMENT = Instant.parse("2026-11-24T08:00:00.123Z");
  private static final int ID = 7;
  private static final tools.jackson.databind.node.ObjectNode NODE =
      tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();

  @Test
  void showsFactsInClearTimesInRfc3339AndSealedFieldsAsSealed() throws Exception {
    JsonNode json = json(challenge());

    assertThat(json.path("type").asString()).isEqualTo("ChallengeIssued");
    assertThat(json.path("eventId").asString()).isEqualTo("event-1");
    assertThat(json.path("occurredAt").asString()).isEqualTo("2026-11-24T08:00:00.123Z");
    assertThat(json.path("method").asString()).isEqualTo("EMAIL");
    assertThat(json.path("sequence").asLong()).isEqualTo(3);
    assertThat(json.path("code").asString()).isEqualTo("<sealed>");
    assertThat(json.path("destination").asString()).isEqualTo("<sealed>");
    assertThat(json.toString()).doesNotContain("493107", "ada@example.com");
  }

  @Test
  void showsWhatHasNoValueAsNullAndTimesInUnionsAsTimes() throws Exception {
    JsonNode json = json(challenge());

    assertThat(json.has("causationId")).isTrue();
    assertThat(json.path("causationId").isNull()).isTrue();
    assertThat(json.path("notAfter").asString()).isEqualTo("2026-11-24T08:05:00.123Z");
  }

  @Test
  void sealsFieldsOfRecordsInArraysToo() throws Exception {
    JsonNode json = json(toggle());

    assertThat(json.path("recipients").get(0).path("destination").asString()).isEqualTo("<sealed>");
    assertThat(json.path("recipients").get(0).path("channel").asString()).isEqualTo("EMAIL");
    assertThat(json.path("on").asBoolean()).isTrue();
    assertThat(json.path("client").isNull()).isTrue();
  }

  @Test
  void startsWithItsTypeAndKeepsTheOrderOfTheSchema() throws Exception {
    assertThat(json(challenge()).toString())
        .startsWith("{\"type\":\"ChallengeIssued\",\"eventId\":\"event-1\",\"occurredAt\":");
  }

  @Test
  void refusesWhatIsNotInTheWireFormat() {
    WireFormat format = new WireFormat(id -> ChallengeIssued.getClassSchema());

    for (byte[] value : new byte[][] {{}, {0, 0, 0}, {1, 0, 0, 0, 7, 2}, {0, 0, 0, 0, 7, 2}}) {
      assertThatThrownBy(() -> format.read(value)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void findsATypeInEitherSpelling() {
    assertThat(filter("LoginAttempted").topics()).containsExactly(Topics.LOGIN_ATTEMPTED);
    assertThat(filter("login-attempted").topics()).containsExactly(Topics.LOGIN_ATTEMPTED);
    assertThat(new EventFilter(Optional.empty(), Optional.empty()).topics())
        .isEqualTo(Topics.all());
    assertThatThrownBy(() -> filter("LoginAttempts").topics())
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("There is no event LoginAttempts")
        .hasMessageContaining("LoginAttempted");
  }

  @Test
  void keepsOnlyTheEventsOfOneUser() throws Exception {
    ShownEvent event = ShownEvent.of(read(challenge()));

    assertThat(new EventFilter(Optional.empty(), Optional.of("user-1")).accepts(event)).isTrue();
    assertThat(new EventFilter(Optional.empty(), Optional.of("user-2")).accepts(event)).isFalse();
  }

  @Test
  void ordersByTimeAndThenAsWritten() {
    ShownEvent first = new ShownEvent(1, 2, NODE);
    ShownEvent second = new ShownEvent(2, 1, NODE);
    ShownEvent third = new ShownEvent(2, 2, NODE);

    assertThat(List.of(third, second, first).stream().sorted(ShownEvent.BY_TIME))
        .containsExactly(first, second, third);
  }

  private static EventFilter filter(String type) {
    return new EventFilter(Optional.of(type), Optional.empty());
  }

  private static JsonNode json(SpecificRecord event) throws Exception {
    return EventJson.of(read(event));
  }

  /** By the wire, with the schema as the registry gives it. */
  private static GenericRecord read(SpecificRecord event) throws Exception {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    wire.write(0);
    wire.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(ID).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(wire, null);
    new SpecificDatumWriter<SpecificRecord>(event.getSchema()).write(event, encoder);
    encoder.flush();
    return new WireFormat(id -> event.getSchema()).read(wire.toByteArray());
  }

  private static ChallengeIssued challenge() {
    return ChallengeIssued.newBuilder()
        .setEventId("event-1")
        .setOccurredAt(MOMENT)
        .setUserId("user-1")
        .setCorrelationId("login-1")
        .setAggregateId("challenge-1")
        .setSequence(3)
        .setChallengeId("challenge-1")
        .setMethod(Method.EMAIL)
        .setPurpose(Purpose.LOGIN)
        .setSendNumber(1)
        .setExpiresAt(MOMENT.plusSeconds(300))
        .setDestination(ByteBuffer.wrap("ada@example.com".getBytes()))
        .setCode(ByteBuffer.wrap("493107".getBytes()))
        .setNotAfter(MOMENT.plusSeconds(300))
        .build();
  }

  private static FactorToggled toggle() {
    Recipient recipient =
        Recipient.newBuilder()
            .setChannel(Method.EMAIL)
            .setDestination(ByteBuffer.wrap("ada@example.com".getBytes()))
            .build();
    return FactorToggled.newBuilder()
        .setEventId("event-2")
        .setOccurredAt(MOMENT)
        .setUserId("user-1")
        .setCorrelationId("settings-1")
        .setAggregateId("user-1")
        .setSequence(1)
        .setMethod(Method.EMAIL)
        .setOn(true)
        .setRecipients(List.of(recipient))
        .build();
  }
}
