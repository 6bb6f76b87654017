package org.twofold.stack.deployment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.twofold.events.Topic;
import org.twofold.events.Topics;
import org.twofold.stack.console.OperatorException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Registers every schema, and says that each may only change so that old and new read each other.
 */
public final class SchemaDeployment {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String TYPE = "application/vnd.schemaregistry.v1+json";
  private static final String COMPATIBILITY =
      "{\"compatibility\":\"FULL_TRANSITIVE\",\"compatibilityLevel\":\"FULL_TRANSITIVE\"}";
  private static final int CONFLICT = 409;

  private final HttpClient client;
  private final URI api;
  private final JsonMapper json;

  /**
   * @param api the Confluent API of the registry, without a slash at its end
   */
  public SchemaDeployment(HttpClient client, URI api, JsonMapper json) {
    this.client = client;
    this.api = api;
    this.json = json;
  }

  /**
   * Registers those that are not registered yet.
   *
   * @throws IOException if the registry does not answer as it should
   * @throws OperatorException if a schema there and one here cannot read each other
   */
  public void deploy() throws IOException, InterruptedException {
    send("PUT", "/config", COMPATIBILITY);
    for (Topic<?> topic : Topics.all()) {
      register(topic);
      send("PUT", "/config/" + topic.subject(), COMPATIBILITY);
    }
  }

  private void register(Topic<?> topic) throws IOException, InterruptedException {
    String body = json.writeValueAsString(Map.of("schema", topic.schema().toString()));
    HttpResponse<String> answer =
        exchange("POST", "/subjects/" + topic.subject() + "/versions", body);
    if (answer.statusCode() == CONFLICT) {
      throw new OperatorException(
          "The schema of %s in the registry and the one of this build cannot read each other, so no"
                  .formatted(topic.name())
              + " service was started; nothing was changed or lost. Go back to the former build, or,"
              + " if this data may go, ./twofold down --wipe and up again.");
    }
    requireOk(answer);
  }

  private void send(String method, String path, String body)
      throws IOException, InterruptedException {
    requireOk(exchange(method, path, body));
  }

  private HttpResponse<String> exchange(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + path))
            .timeout(PATIENCE)
            .header("Content-Type", TYPE)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static void requireOk(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "the schema registry answered " + answer.statusCode() + " to " + answer.uri().getPath());
    }
  }
}
