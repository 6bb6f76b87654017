package org.twofold.stack.events;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.twofold.events.FieldKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as JSON: its fields under their own names, times in RFC 3339, sealed fields as {@code
 * "<sealed>"}, a field without a value as null.
 */
final class EventJson {

  private static final String SEALED = "<sealed>";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private EventJson() {}

  static ObjectNode of(GenericRecord event) {
    ObjectNode json = NODES.objectNode().put("type", event.getSchema().getName());
    addFields(json, event);
    return json;
  }

  private static void addFields(ObjectNode json, GenericRecord values) {
    for (Schema.Field field : values.getSchema().getFields()) {
      Object value = values.get(field.pos());
      json.set(
          field.name(),
          value != null && isSealed(field)
              ? NODES.stringNode(SEALED)
              : node(value, field.schema()));
    }
  }

  /** A kind of fields that this build does not know is not shown. */
  private static boolean isSealed(Schema.Field field) {
    try {
      return FieldKind.of(field).isSealed();
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static JsonNode node(@Nullable Object value, Schema schema) {
    return switch (value) {
      case null -> NODES.nullNode();
      case GenericRecord nested -> {
        ObjectNode object = NODES.objectNode();
        addFields(object, nested);
        yield object;
      }
      case Collection<?> many -> array(many, schema);
      case Map<?, ?> map -> object(map, schema);
      case Long number when isTime(schema) ->
          NODES.stringNode(Instant.ofEpochMilli(number).toString());
      case Long number -> NODES.numberNode(number);
      case Integer number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case Float number -> NODES.numberNode(number);
      case Boolean yes -> NODES.booleanNode(yes);
      case ByteBuffer bytes -> NODES.stringNode(base64(bytes));
      default -> NODES.stringNode(value.toString());
    };
  }

  private static ArrayNode array(Collection<?> many, Schema schema) {
    ArrayNode array = NODES.arrayNode();
    Schema element = notNull(schema, Schema.Type.ARRAY).getElementType();
    many.forEach(each -> array.add(node(each, element)));
    return array;
  }

  private static ObjectNode object(Map<?, ?> map, Schema schema) {
    ObjectNode object = NODES.objectNode();
    Schema element = notNull(schema, Schema.Type.MAP).getValueType();
    map.forEach((name, value) -> object.set(String.valueOf(name), node(value, element)));
    return object;
  }

  private static boolean isTime(Schema schema) {
    LogicalType type = notNull(schema, Schema.Type.LONG).getLogicalType();
    return type instanceof LogicalTypes.TimestampMillis;
  }

  /** The member of that type, where the schema is a union. */
  private static Schema notNull(Schema schema, Schema.Type type) {
    return schema.isUnion()
        ? schema.getTypes().stream()
            .filter(member -> member.getType() == type)
            .findFirst()
            .orElse(schema)
        : schema;
  }

  private static String base64(ByteBuffer bytes) {
    byte[] content = new byte[bytes.remaining()];
    bytes.duplicate().get(content);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
  }
}
