package org.twofold.system;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Scanner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events, read as they come (WHATWG HTML, 9.2). */
final class EventStream implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpResponse<InputStream> response;
  private final Scanner lines;

  EventStream(String url, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream")
            .build();
    response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    lines = new Scanner(response.body());
  }

  String type() {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  /** The data of the next event of that name. */
  JsonNode next(String name) {
    JsonNode data = read(name);
    if (data == null) {
      throw new IllegalStateException("The stream ended");
    }
    return data;
  }

  /** The data of the last event of that name, once the stream has ended. */
  JsonNode last(String name) {
    JsonNode last = next(name);
    for (JsonNode data = read(name); data != null; data = read(name)) {
      last = data;
    }
    return last;
  }

  private @Nullable JsonNode read(String name) {
    boolean isIt = false;
    while (lines.hasNextLine()) {
      String line = lines.nextLine();
      if (line.startsWith("event:")) {
        isIt = line.substring("event:".length()).strip().equals(name);
      } else if (line.startsWith("data:") && isIt) {
        return JSON.readTree(line.substring("data:".length()));
      }
    }
    return null;
  }

  @Override
  public void close() {
    lines.close();
    client.close();
  }
}
