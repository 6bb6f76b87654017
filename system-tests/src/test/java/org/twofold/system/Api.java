package org.twofold.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API, as a client that knows only its contract calls it. */
final class Api {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String base;

  Api(String base) {
    this.base = base;
  }

  /** An answer; the body is a missing node where there is none. */
  record Answer(int status, HttpResponse<String> response, JsonNode body) {
    String text(String field) {
      return body.path(field).asString("");
    }

    String problem() {
      return text("type").replace("urn:twofold:problem:", "");
    }

    @Nullable String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }
  }

  Answer get(String path, @Nullable String token) {
    return call("GET", path, null, token, Map.of());
  }

  Answer post(String path, @Nullable Object body, @Nullable String token) {
    return call("POST", path, body, token, Map.of());
  }

  Answer put(String path, Object body, @Nullable String token, Map<String, String> headers) {
    return call("PUT", path, body, token, headers);
  }

  Answer delete(String path, @Nullable String token) {
    return call("DELETE", path, null, token, Map.of());
  }

  Answer call(
      String method,
      String path,
      @Nullable Object body,
      @Nullable String token,
      Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    headers.forEach(request::header);
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      String json = body instanceof String text ? text : JSON.writeValueAsString(body);
      request.method(method, HttpRequest.BodyPublishers.ofString(json));
    }
    return send(request.build());
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      JsonNode body = type.contains("json") ? JSON.readTree(response.body()) : JSON.missingNode();
      return new Answer(response.statusCode(), response, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
