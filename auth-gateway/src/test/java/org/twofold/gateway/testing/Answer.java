package org.twofold.gateway.testing;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was answered. */
public record Answer(int status, HttpHeaders headers, String body) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  public JsonNode json() {
    return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
  }

  /** A text of the body; empty where there is none. */
  public String text(String name) {
    return json().path(name).asString("");
  }

  /** The last part of its type; empty where it is no problem. */
  public String problem() {
    String type = text("type");
    return type.substring(type.lastIndexOf(':') + 1);
  }

  /** The first field that was refused; empty where none was. */
  public String field() {
    return json().path("errors").path(0).path("field").asString("");
  }

  public @Nullable String header(String name) {
    return headers.firstValue(name).orElse(null);
  }

  /** The token of the session in it. */
  public String session() {
    return json().path("session").path("token").asString("");
  }
}
