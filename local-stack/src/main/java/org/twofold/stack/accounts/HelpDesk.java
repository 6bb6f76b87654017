package org.twofold.stack.accounts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.credentials.Credentials;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Ports;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The help desk of the gateway, asked with the operator's token (ADR 20). */
public final class HelpDesk {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final DataDirectory data;
  private final URI gateway;
  private final JsonMapper json = JsonMapper.builder().build();

  /** At the gateway of this stack. */
  public HelpDesk(DataDirectory data, Ports ports) {
    this(data, URI.create("http://127.0.0.1:" + ports.gateway()));
  }

  HelpDesk(DataDirectory data, URI gateway) {
    this.data = data;
    this.gateway = gateway;
  }

  /**
   * Has something done.
   *
   * @param action as it is called in the path
   * @param request its fields
   * @return the answer
   * @throws OperatorException if it was not done, with a sentence that says why
   */
  public JsonNode ask(String action, Map<String, String> request) throws InterruptedException {
    HttpResponse<String> answer = send(action, request);
    JsonNode body =
        answer.body().isEmpty() ? json.createObjectNode() : json.readTree(answer.body());
    return switch (answer.statusCode()) {
      case 200 -> body;
      case 400 -> throw new OperatorException("Nothing was done: " + mistake(body) + ".");
      case 401 ->
          throw new OperatorException(
              "Nothing was done: the gateway does not take the operator's token of this data"
                  + " folder.");
      case 404 -> throw new OperatorException("No account has this address.");
      case 422 ->
          throw new OperatorException("Nothing was done: the account has no such factor set up.");
      default -> throw silent("it answered " + answer.statusCode());
    };
  }

  private static String mistake(JsonNode body) {
    JsonNode first = body.path("errors").path(0);
    return (first.path("field").asString("a field") + " " + first.path("message").asString(""))
        .strip();
  }

  private HttpResponse<String> send(String action, Map<String, String> request)
      throws InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return client.send(
          HttpRequest.newBuilder(gateway.resolve("/operator/v1/accounts/" + action))
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + Credentials.token(data, "operator"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(json.writeValueAsString(request)))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw silent(e.getClass().getSimpleName());
    }
  }

  private static OperatorException silent(String why) {
    return new OperatorException(
        "The gateway does not answer as it should ("
            + why
            + "), so it is not known whether anything was done; the same command again does no"
            + " harm. ./twofold status shows how it is.");
  }
}
