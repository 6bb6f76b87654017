package org.twofold.mfa.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as the gateway sees it. */
public record Api(MfaUnderTest mfa) {

  private static final HttpClient CLIENT = MfaUnderTest.gateway();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What was answered. */
  public record Answer(int status, String type, String body) {

    public JsonNode json() {
      return JSON.readTree(body);
    }

    public String text(String field) {
      return json().path(field).asString();
    }
  }

  public Answer put(String path) throws IOException, InterruptedException {
    return send("PUT", path, "");
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  public Answer post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  private Answer send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        CLIENT.send(
            HttpRequest.newBuilder(
                    URI.create("https://127.0.0.1:" + mfa.port() + "/internal/v1" + path))
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body());
  }
}
