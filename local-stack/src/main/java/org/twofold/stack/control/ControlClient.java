package org.twofold.stack.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.layout.DataDirectory;
import tools.jackson.databind.json.JsonMapper;

/** Asks a supervisor. */
public final class ControlClient {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ControlFile file;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final JsonMapper json = JsonMapper.builder().build();

  /** Of the supervisor that this file is of. */
  public ControlClient(ControlFile file) {
    this.file = file;
  }

  /**
   * Of the supervisor that runs on the data.
   *
   * @throws OperatorException if none does
   */
  public static ControlClient of(DataDirectory data) {
    return new ControlClient(ControlFile.read(data).orElseThrow(() -> nothingRuns(data)));
  }

  private static OperatorException nothingRuns(DataDirectory data) {
    return new OperatorException(
        data.isTaken()
            ? "Twofold is being prepared on %s and has started nothing yet.".formatted(data.root())
            : "Twofold does not run on %s. ./twofold up starts it; --data DIR names another folder."
                .formatted(data.root()));
  }

  /** Where and who it is. */
  public ControlFile file() {
    return file;
  }

  /**
   * How its processes are.
   *
   * @throws OperatorException if it does not answer
   */
  public StackStatus status() throws InterruptedException {
    return json.readValue(
        send("GET", "/status", BodyPublishers.noBody()).body(), StackStatus.class);
  }

  /**
   * Asks it to stop a process and start it again.
   *
   * @return false if there is none of that name
   * @throws OperatorException if it does not answer
   */
  public boolean restart(String name) throws InterruptedException {
    return send("POST", "/restart", BodyPublishers.ofString(name)).statusCode() == 202;
  }

  /**
   * Asks it to end.
   *
   * @throws OperatorException if it does not answer
   */
  public void down() throws InterruptedException {
    send("POST", "/down", BodyPublishers.noBody());
  }

  private HttpResponse<String> send(String method, String path, BodyPublisher body)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + file.port() + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + file.token())
            .method(method, body)
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new OperatorException(
          "The supervisor (process %d) does not answer. If it is stopping, wait; if not: kill -9 %d"
                  .formatted(file.pid(), file.pid())
              + " ends all its processes, what was acknowledged is kept, and ./twofold up starts"
              + " anew.",
          e);
    }
  }
}
