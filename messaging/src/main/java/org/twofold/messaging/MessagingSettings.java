package org.twofold.messaging;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import org.twofold.events.Producer;

/**
 * How this service writes and reads events.
 *
 * @param producer this service, by whose key its events are authenticated
 * @param registryUrl the schema registry's API
 * @param serializer the Kafka serializer that gives Confluent's wire format
 * @param deserializer its counterpart
 * @param serde more settings for both, under the names of their maker
 */
@Validated
@ConfigurationProperties("twofold.messaging")
public record MessagingSettings(
    @NotNull Producer producer,
    @DefaultValue("http://127.0.0.1:8085/apis/registry/v3") URI registryUrl,
    @DefaultValue(APICURIO_SERIALIZER) Class<?> serializer,
    @DefaultValue(APICURIO_DESERIALIZER) Class<?> deserializer,
    @DefaultValue Map<String, String> serde) {

  private static final String APICURIO_SERIALIZER =
      "io.apicurio.registry.serde.avro.AvroKafkaSerializer";
  private static final String APICURIO_DESERIALIZER =
      "io.apicurio.registry.serde.avro.AvroKafkaDeserializer";

  /**
   * The settings of serializer and deserializer: ours for Apicurio's, then what {@link #serde} adds
   * or replaces.
   */
  Map<String, Object> serdeSettings() {
    Map<String, Object> settings = new HashMap<>();
    if (serializer.getName().equals(APICURIO_SERIALIZER)) {
      settings.put("apicurio.registry.url", registryUrl.toString());
      settings.put("apicurio.registry.headers.enabled", "false");
      settings.put("apicurio.registry.use-id", "contentId");
      settings.put(
          "apicurio.registry.id-handler", "io.apicurio.registry.serde.Default4ByteIdHandler");
      settings.put("apicurio.registry.dereference-schema", "true");
      settings.put("apicurio.registry.use-specific-avro-reader", "true");
      settings.put("apicurio.registry.auto-register", "false");
    }
    settings.putAll(serde);
    return settings;
  }
}
