package org.twofold.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventsTest {

  private static final List<String> ENVELOPE =
      List.of(
          "eventId",
          "occurredAt",
          "userId",
          "correlationId",
          "causationId",
          "aggregateId",
          "sequence");

  /** Words that name something a person would not want to read in a topic. */
  private static final Set<String> NOT_IN_CLEAR =
      Set.of("address", "email", "phone", "number", "code", "secret", "token", "device", "place");

  static Stream<Topic<?>> topics() {
    return Topics.all().stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everyEventHasTheEnvelopeFirstAndInOrder(Topic<?> topic) {
    assertThat(topic.schema().getFields().stream().map(Schema.Field::name))
        .startsWith(ENVELOPE.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void aTopicIsCalledLikeItsEventInKebabCase(Topic<?> topic) {
    assertThat(topic.name().replace("-", ""))
        .isEqualTo(topic.schema().getName().toLowerCase(Locale.ROOT));
    assertThat(topic.subject()).isEqualTo(topic.name() + "-value");
    assertThat(Topics.named(topic.name())).isSameAs(topic);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void timesAreTimestampsInMilliseconds(Topic<?> topic) {
    assertThat(plain(topic.schema().getField("occurredAt").schema()).getLogicalType())
        .isInstanceOf(LogicalTypes.TimestampMillis.class);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everyEnumHasTheDefaultUnknown(Topic<?> topic) {
    assertThat(topic.schema().getFields().stream().map(field -> plain(field.schema())))
        .allSatisfy(
            schema -> {
              if (schema.getType() == Schema.Type.ENUM) {
                assertThat(schema.getEnumDefault()).isEqualTo("UNKNOWN");
              }
            });
  }

  @ParameterizedTest
  @MethodSource("topics")
  void whatIsPersonalOrSecretIsSealed(Topic<?> topic) {
    for (Schema.Field field : topic.schema().getFields()) {
      boolean bytes = plain(field.schema()).getType() == Schema.Type.BYTES;
      if (bytes) {
        assertThat(field.getProp("kind")).as(field.name()).isNotNull();
      }
      if (NOT_IN_CLEAR.contains(field.name())) {
        assertThat(FieldKind.of(field).isSealed()).as(field.name()).isTrue();
      }
    }
  }

  @Test
  void onlyEventsWithAnEndMakeMessages() {
    assertThat(Topics.LOGIN_ATTEMPTED.makesMessages()).isTrue();
    assertThat(Topics.CHALLENGE_ISSUED.makesMessages()).isTrue();
    assertThat(Topics.DELIVERY_REPORTED.makesMessages()).isFalse();
  }

  /** The one type of a union with null. */
  private static Schema plain(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream()
            .filter(type -> type.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow()
        : schema;
  }
}
