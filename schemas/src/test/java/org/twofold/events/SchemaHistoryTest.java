package org.twofold.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gate: every schema reads and is read by each of its earlier versions (FULL_TRANSITIVE), which
 * are kept in {@code history/}. A new version is recorded with {@code ./twofold verify -pl schemas
 * -Dtwofold.schemas.record=true}.
 */
@Tag("G8")
class SchemaHistoryTest {

  private static final Path HISTORY = Path.of("history");
  private static final SchemaValidator FULL_TRANSITIVE =
      new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

  static Stream<Schema> schemas() {
    return Stream.concat(
        Topics.all().stream().map(Topic::schema),
        Stream.of(Destination.getClassSchema(), Client.getClassSchema()));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everySchemaIsReadableByAndReadsEveryEarlierVersion(Schema schema) throws Exception {
    List<Schema> history = history(schema);

    FULL_TRANSITIVE.validate(schema, history.reversed());
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void theLastRecordedVersionIsTheOneInUse(Schema schema) throws Exception {
    List<Schema> history = history(schema);
    if (Boolean.getBoolean("twofold.schemas.record")
        && (history.isEmpty() || !history.getLast().equals(schema))) {
      FULL_TRANSITIVE.validate(schema, history.reversed());
      record(schema, history.size() + 1);
      history = history(schema);
    }

    assertThat(history)
        .as(
            "%s changed. If that is meant, record its new version: ./twofold verify -pl schemas"
                + " -Dtwofold.schemas.record=true",
            schema.getName())
        .last()
        .isEqualTo(schema);
  }

  @Test
  void anIncompatibleChangeIsRefused() throws Exception {
    Schema today = FactorToggled.getClassSchema();
    Schema withoutDefault =
        changed(
            today, "\"name\":\"on\",\"type\":\"boolean\"", "\"name\":\"off\",\"type\":\"boolean\"");
    Schema otherType =
        changed(
            today, "\"name\":\"on\",\"type\":\"boolean\"", "\"name\":\"on\",\"type\":\"string\"");

    for (Schema incompatible : List.of(withoutDefault, otherType)) {
      assertThatThrownBy(() -> FULL_TRANSITIVE.validate(incompatible, history(today)))
          .isInstanceOf(SchemaValidationException.class);
    }
  }

  @Test
  void aFieldWithADefaultIsAccepted() throws Exception {
    Schema today = FactorToggled.getClassSchema();
    Schema grown =
        changed(
            today,
            "{\"name\":\"on\",\"type\":\"boolean\"}",
            "{\"name\":\"on\",\"type\":\"boolean\"},{\"name\":\"added\",\"type\":\"int\",\"default\":0}");

    FULL_TRANSITIVE.validate(grown, history(today));
  }

  private static Schema changed(Schema schema, String from, String to) {
    String json = schema.toString();
    assertThat(json).contains(from);
    return new SchemaParser().parse(json.replace(from, to)).mainSchema();
  }

  private static List<Schema> history(Schema schema) throws IOException {
    List<Schema> versions = new ArrayList<>();
    for (int version = 1; Files.exists(file(schema, version)); version++) {
      versions.add(new SchemaParser().parse(file(schema, version)).mainSchema());
    }
    return versions;
  }

  private static void record(Schema schema, int version) throws IOException {
    Files.writeString(file(schema, version), schema.toString(true) + System.lineSeparator());
  }

  private static Path file(Schema schema, int version) {
    return HISTORY.resolve(schema.getName() + ".v" + version + ".avsc");
  }
}
