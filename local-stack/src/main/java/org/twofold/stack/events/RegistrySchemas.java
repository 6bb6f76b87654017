package org.twofold.stack.events;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import tools.jackson.databind.json.JsonMapper;

/** Those of a registry, asked for once each. */
final class RegistrySchemas implements Schemas {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI api;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final JsonMapper json = JsonMapper.builder().build();
  private final Map<Integer, Schema> known = new HashMap<>();

  /**
   * @param api the Confluent API, without a slash at its end
   */
  RegistrySchemas(URI api) {
    this.api = api;
  }

  @Override
  public Schema withId(int id) throws IOException, InterruptedException {
    Schema schema = known.get(id);
    if (schema == null) {
      schema = new SchemaParser().parse(definition(id)).mainSchema();
      known.put(id, schema);
    }
    return schema;
  }

  private String definition(int id) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + "/schemas/ids/" + id)).timeout(PATIENCE).build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the schema registry answered " + answer.statusCode());
    }
    return json.readTree(answer.body()).path("schema").asString("");
  }
}
