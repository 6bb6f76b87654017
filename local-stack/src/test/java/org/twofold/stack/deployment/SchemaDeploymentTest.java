package org.twofold.stack.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twofold.events.Topic;
import org.twofold.events.Topics;
import org.twofold.stack.console.OperatorException;
import tools.jackson.databind.json.JsonMapper;

/** Against a registry that only takes down what it is asked. */
class SchemaDeploymentTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private volatile int answerToRegistration = 200;
  private HttpServer registry;

  @BeforeEach
  void start() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    registry.createContext("/", this::takeDown);
    registry.start();
  }

  @AfterEach
  void stop() {
    registry.stop(0);
  }

  @Test
  void registersEverySchemaUnderItsSubjectAsTheServicesLookItUp() throws Exception {
    deployment().deploy();
    for (Topic<?> topic : Topics.all()) {
      int call = calls.indexOf("POST /api/subjects/" + topic.subject() + "/versions");
      assertThat(call).isNotNegative();
      String schema = JSON.readTree(bodies.get(call)).path("schema").asString();
      assertThat(new SchemaParser().parse(schema).mainSchema()).isEqualTo(topic.schema());
    }
  }

  @Test
  void allowsOnlyChangesThatOldAndNewCanRead() throws Exception {
    deployment().deploy();
    assertThat(calls).contains("PUT /api/config");
    for (Topic<?> topic : Topics.all()) {
      int call = calls.indexOf("PUT /api/config/" + topic.subject());
      assertThat(JSON.readTree(bodies.get(call)).path("compatibility").asString())
          .isEqualTo("FULL_TRANSITIVE");
    }
  }

  @Test
  void tellsTheOperatorWhichSchemaIsIncompatible() {
    answerToRegistration = 409;
    assertThatThrownBy(() -> deployment().deploy())
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining(Topics.all().getFirst().name())
        .hasMessageContaining("nothing was changed or lost");
  }

  @Test
  void failsForATryAgainWhenTheRegistryIsNotUpYet() {
    answerToRegistration = 503;
    assertThatThrownBy(() -> deployment().deploy())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("503");
  }

  private SchemaDeployment deployment() {
    URI api = URI.create("http://127.0.0.1:" + registry.getAddress().getPort() + "/api");
    return new SchemaDeployment(HttpClient.newHttpClient(), api, JSON);
  }

  private void takeDown(HttpExchange exchange) throws IOException {
    try (exchange) {
      bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
      boolean registration = exchange.getRequestMethod().equals("POST");
      exchange.sendResponseHeaders(registration ? answerToRegistration : 200, -1);
    }
  }
}
