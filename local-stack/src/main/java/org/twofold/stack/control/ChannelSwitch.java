package org.twofold.stack.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.credentials.Credentials;
import org.twofold.stack.layout.DataDirectory;

/** Asks a notification worker to stop or start a channel; it tells all the others (ADR 6). */
public final class ChannelSwitch {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DataDirectory data;
  private final List<Integer> ports;

  /**
   * @param ports of the workers, in the order in which they are asked
   */
  public ChannelSwitch(DataDirectory data, List<Integer> ports) {
    this.data = data;
    this.ports = List.copyOf(ports);
  }

  /**
   * Turns it on or off for everybody.
   *
   * @param channel as it is called in the path
   * @throws OperatorException if no worker does it
   */
  public void turn(String channel, boolean on) throws InterruptedException {
    String last = "it is not running";
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      for (int port : ports) {
        int status = ask(client, port, channel, on);
        if (status >= 200 && status < 300) {
          return;
        }
        last = reason(status);
      }
    } catch (IOException e) {
      last = "the operator's token cannot be read";
    }
    throw new OperatorException(
        "No notification worker switches the channel (%s); it is as it was. ./twofold status shows"
                .formatted(last)
            + " how they are.");
  }

  /** 0 where nobody answers. */
  private int ask(HttpClient client, int port, String channel, boolean on)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/operator/v1/channels/" + channel))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + Credentials.token(data, "operator"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"on\":" + on + "}"))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private static String reason(int status) {
    return switch (status) {
      case 0 -> "it does not answer";
      case 401 -> "it does not take the operator's token of this data folder";
      case 404 -> "this build of it has no such switch yet";
      case 503 -> "it cannot reach the broker";
      default -> "it answered " + status;
    };
  }
}
