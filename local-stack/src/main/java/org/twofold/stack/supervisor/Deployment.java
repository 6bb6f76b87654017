package org.twofold.stack.supervisor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.twofold.stack.console.Console;
import org.twofold.stack.deployment.BrokerDeployment;
import org.twofold.stack.deployment.SchemaDeployment;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Ports;
import tools.jackson.databind.json.JsonMapper;

/** Makes topics, users, rights and schemas, as soon as broker and registry take them. */
final class Deployment {

  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final int TRIES_UNTOLD = 15;

  private final BrokerDeployment broker;
  private final SchemaDeployment schemas;
  private final Console console;

  Deployment(DataDirectory data, Ports ports, HttpClient client, Console console) {
    this.broker = new BrokerDeployment(data, ports);
    this.schemas =
        new SchemaDeployment(
            client,
            URI.create("http://127.0.0.1:" + ports.registry() + "/apis/ccompat/v7"),
            JsonMapper.builder().build());
    this.console = console;
  }

  /**
   * Tries until it is done.
   *
   * @throws org.twofold.stack.console.OperatorException if a schema cannot be registered
   */
  void deploy(Waiting waiting) throws InterruptedException {
    waiting.on(List.of("topics and schemas"));
    for (int tries = 1; !once(tries); tries++) {
      Thread.sleep(BETWEEN);
    }
  }

  private boolean once(int tries) throws InterruptedException {
    try {
      broker.deploy();
      schemas.deploy();
      return true;
    } catch (IOException | ExecutionException e) {
      if (tries == TRIES_UNTOLD) {
        console.say(
            "Topics and schemas cannot be made yet ("
                + e.getMessage()
                + "); still trying. See"
                + " ./twofold logs kafka and ./twofold logs schema-registry.");
      }
      return false;
    }
  }
}
