package org.twofold.stack.events;

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
import tools.jackson.databind.json.JsonMapper;

/** Asks the gateway whose an address is: it stands nowhere else in clear. */
public final class UserLookup {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int NOT_FOUND = 404;

  private final DataDirectory data;
  private final URI gateway;
  private final JsonMapper json = JsonMapper.builder().build();

  /** At the gateway of this stack, with the operator's token. */
  public UserLookup(DataDirectory data, Ports ports) {
    this.data = data;
    this.gateway = URI.create("http://127.0.0.1:" + ports.gateway());
  }

  /**
   * The user's id.
   *
   * @param user an address, or the id itself: nothing else finds whoever was erased
   * @throws OperatorException if the address has none, or the gateway does not answer
   */
  public String userId(String user) throws InterruptedException {
    return user.contains("@") ? ofAddress(user) : user;
  }

  private String ofAddress(String address) throws InterruptedException {
    HttpResponse<String> answer = ask(address);
    return switch (answer.statusCode()) {
      case 200 -> json.readTree(answer.body()).path("userId").asString("");
      case NOT_FOUND ->
          throw new OperatorException(
              "No account has this address. An erased one is found only by its user id.");
      default -> throw silent("it answered " + answer.statusCode(), null);
    };
  }

  private HttpResponse<String> ask(String address) throws InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(gateway.resolve("/operator/v1/accounts/lookup"))
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + Credentials.token(data, "operator"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(json.writeValueAsString(Map.of("address", address))))
              .build();
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw silent(e.getClass().getSimpleName(), e);
    }
  }

  private static OperatorException silent(
      String why, java.lang.@org.jspecify.annotations.Nullable Exception cause) {
    String sentence =
        "The gateway cannot be asked whose address this is ("
            + why
            + "). Nothing is lost; ./twofold status shows how it is. Without --user, events does not"
            + " need it.";
    return cause == null ? new OperatorException(sentence) : new OperatorException(sentence, cause);
  }
}
