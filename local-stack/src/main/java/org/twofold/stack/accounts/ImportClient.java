package org.twofold.stack.accounts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.twofold.stack.credentials.Credentials;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Ports;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Gives lines to the gateway by the operator's path, and waits while it is busy. */
final class ImportClient implements AutoCloseable {

  /** As many as a request may have. */
  static final int MOST_LINES = 200;

  private static final Duration TO_CONNECT = Duration.ofSeconds(5);

  /** Every line may cost the hashing of a password. */
  private static final Duration TO_ANSWER = Duration.ofMinutes(2);

  private static final Duration UNLESS_TOLD = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TO_CONNECT)
          .build();
  private final JsonMapper json = JsonMapper.builder().build();
  private final URI address;
  private final String token;
  private final Duration patience;

  /**
   * To the gateway of a stack.
   *
   * @param patience how long a request that finds it busy or gone is sent again
   */
  ImportClient(DataDirectory data, Ports ports, Origin origin, Duration patience)
      throws IOException {
    this.address =
        URI.create(
            "http://127.0.0.1:"
                + ports.gateway()
                + "/operator/v1/accounts/import?origin="
                + origin);
    this.token = Credentials.token(data, "operator");
    this.patience = patience;
  }

  /**
   * Gives lines; the same again changes nothing, so what was not answered is simply sent again.
   *
   * @param lines each a JSON object, {@value #MOST_LINES} at most
   * @return an answer for each
   * @throws GatewayException if it stays busy or gone
   * @throws RefusedException if there is no use in asking again
   */
  List<LineAnswer> send(List<byte[]> lines)
      throws GatewayException, RefusedException, InterruptedException {
    HttpRequest request = request(lines);
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Attempt attempt = attempt(request);
      if (attempt.answer().isPresent()) {
        return parsed(attempt.answer().get(), lines.size());
      }
      if (System.nanoTime() + attempt.pause().toNanos() > end) {
        throw new GatewayException("the gateway " + attempt.failure());
      }
      Thread.sleep(attempt.pause());
    }
  }

  private HttpRequest request(List<byte[]> lines) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      body.writeBytes(line);
      body.write('\n');
    }
    return HttpRequest.newBuilder(address)
        .timeout(TO_ANSWER)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/x-ndjson")
        .header("Accept", "application/x-ndjson")
        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
        .build();
  }

  /** An answer, or why there is none and when to ask again. */
  private record Attempt(Optional<String> answer, String failure, Duration pause) {}

  private Attempt attempt(HttpRequest request) throws RefusedException, InterruptedException {
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      return switch (answer.statusCode()) {
        case 200 -> new Attempt(Optional.of(answer.body()), "", Duration.ZERO);
        case 429, 503 -> new Attempt(Optional.empty(), "is busy", retryAfter(answer));
        default -> throw new RefusedException(answer.statusCode());
      };
    } catch (IOException e) {
      return new Attempt(Optional.empty(), "does not answer", UNLESS_TOLD);
    }
  }

  /** RFC 9110 section 10.2.3, in seconds as everywhere in the contract. */
  private static Duration retryAfter(HttpResponse<?> answer) {
    try {
      return answer
          .headers()
          .firstValue("Retry-After")
          .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds.strip())))
          .filter(wait -> wait.isPositive() && wait.compareTo(LONGEST_WAIT) < 0)
          .orElse(UNLESS_TOLD);
    } catch (NumberFormatException e) {
      return UNLESS_TOLD;
    }
  }

  private List<LineAnswer> parsed(String body, int expected) throws GatewayException {
    try {
      List<LineAnswer> answers =
          body.lines()
              .filter(line -> !line.isBlank())
              .map(line -> json.readValue(line, LineAnswer.class))
              .toList();
      if (answers.size() == expected) {
        return answers;
      }
    } catch (JacksonException e) {
      // answered below like too few lines
    }
    throw new GatewayException("the gateway's answer does not fit the lines that it was sent");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
