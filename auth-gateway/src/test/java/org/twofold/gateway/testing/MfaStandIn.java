package org.twofold.gateway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.twofold.messaging.test.TestCertificates;
import org.twofold.stack.certificates.Usage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks the internal API of the mfa-service: {@link #RIGHT} is the code of every challenge, used
 * up by the first login that brings it, also of an authenticator in a login; a lock opens once for
 * each link. A test can let it answer anything else, or nothing.
 */
public final class MfaStandIn implements AutoCloseable {

  public static final String RIGHT = "012345";
  public static final String WRONG = "543210";

  /** The right code of every password reset. */
  public static final String RIGHT_RESET = "ABCDEFGH2345";

  /** An authenticator's secret that no import may bring. */
  public static final String REFUSED_SECRET = "A".repeat(27);

  private static final Set<String> DECOYS = Set.of("SIGN_UP_KNOWN", "PASSWORD_RESET_UNKNOWN");
  private static final String PATH = "/internal/v1/challenges/";
  private static final String USERS = "/internal/v1/users/";
  private static final String IMPORTS = "/internal/v1/totp-imports";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, String> consumedBy = new ConcurrentHashMap<>();
  private final Set<String> opened = ConcurrentHashMap.newKeySet();
  private final List<JsonNode> questions = new CopyOnWriteArrayList<>();
  private final List<JsonNode> imported = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final TestCertificates certificates;
  private final SSLContext identity;
  private final int port;
  private volatile HttpServer server;
  private volatile @Nullable X509Certificate caller;
  private volatile Answering answering = this::judge;

  /** How it answers. */
  @FunctionalInterface
  public interface Answering {

    Reply to(String challengeId, JsonNode question) throws InterruptedException;
  }

  private static final String TOTP = USERS + "[^/]+/totp/[^/]+(/confirmation)?";

  /** What it answers. */
  public record Reply(int status, String body) {}

  private MfaStandIn(TestCertificates certificates, String own) {
    this.certificates = certificates;
    this.identity = certificates.context(own);
    server = bound(0);
    port = server.getAddress().getPort();
  }

  public static MfaStandIn start() {
    TestCertificates certificates = TestCertificates.make();
    return showing(certificates, certificates.issue("mfa-service", Usage.SERVER));
  }

  /** One that shows this certificate. */
  public static MfaStandIn showing(TestCertificates certificates, String pem) {
    return new MfaStandIn(certificates, pem);
  }

  private HttpServer bound(int at) {
    try {
      HttpsServer bound =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 256);
      bound.setHttpsConfigurator(new GatewayOnly(identity));
      bound.createContext("/", this::handle);
      bound.setExecutor(threads);
      bound.start();
      return bound;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class GatewayOnly extends HttpsConfigurator {

    GatewayOnly(SSLContext identity) {
      super(identity);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters needed = getSSLContext().getDefaultSSLParameters();
      needed.setNeedClientAuth(true);
      parameters.setSSLParameters(needed);
    }
  }

  /** Who signs its certificate, and the gateway's. */
  public TestCertificates certificates() {
    return certificates;
  }

  /** The certificate of who asked last. */
  public X509Certificate caller() {
    return requireNonNull(caller);
  }

  public String url() {
    return "https://127.0.0.1:" + port;
  }

  /** From now on it answers like this. */
  public void answers(Answering other) {
    answering = other;
  }

  /** From now on it refuses every connection. */
  public void goAway() {
    server.stop(0);
  }

  /** It is there and answers as it should. */
  public void mend() {
    answering = this::judge;
    server.stop(0);
    server = bound(port);
  }

  /** The authenticators that imports brought, refused ones too. */
  public List<JsonNode> imported() {
    return imported;
  }

  /** What it was asked, in order. */
  public List<JsonNode> questions() {
    return questions;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      caller = shown((HttpsExchange) exchange);
      boolean isAsked =
          (path.startsWith(PATH) || path.startsWith(USERS))
              && path.matches(".*/(verification|opening|unlocking)");
      JsonNode question = JSON.readTree(exchange.getRequestBody().readAllBytes());
      Reply reply =
          !isAsked && path.matches(TOTP)
              ? enrols(path, question)
              : path.equals(IMPORTS)
                  ? takes(question)
                  : isAsked ? reply(path, question) : new Reply(401, "");
      byte[] body = reply.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static X509Certificate shown(HttpsExchange exchange) throws IOException {
    return (X509Certificate) exchange.getSSLSession().getPeerCertificates()[0];
  }

  private Reply reply(String path, JsonNode question) throws InterruptedException {
    questions.add(question);
    if (path.endsWith("/unlocking")) {
      return new Reply(200, "{\"opened\":" + path.contains("/TOTP/") + "}");
    }
    if (path.endsWith("/opening")) {
      return new Reply(200, "{\"opened\":" + opened.add(path + question) + "}");
    }
    boolean isSent = path.startsWith(PATH);
    String id = isSent ? path.substring(PATH.length(), path.lastIndexOf('/')) : path;
    return answering.to(isSent ? id : id + question.path("loginId"), question);
  }

  private Reply enrols(String path, JsonNode question) {
    if (!path.endsWith("/confirmation")) {
      return new Reply(
          201,
          "{\"secret\":\"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567\",\"algorithm\":\"SHA1\",\"digits\":6,"
              + "\"period\":30,\"expiresAt\":\"2100-01-01T00:00:00Z\"}");
    }
    boolean isRight = question.path("code").asString().equals(RIGHT);
    return says(isRight ? "ACCEPTED" : "WRONG", isRight ? "null" : "4");
  }

  private Reply takes(JsonNode secrets) {
    List<Integer> refused =
        IntStream.range(0, secrets.size())
            .filter(i -> secrets.get(i).path("secret").asString().equals(REFUSED_SECRET))
            .boxed()
            .toList();
    imported.addAll(secrets.values());
    return new Reply(200, "{\"refused\":" + refused + "}");
  }

  private Reply judge(String challengeId, JsonNode question) {
    boolean isReset = question.path("purpose").asString().startsWith("PASSWORD_RESET");
    boolean isRight =
        question.path("code").asString().equals(isReset ? RIGHT_RESET : RIGHT)
            && !DECOYS.contains(question.path("purpose").asString());
    if (!isRight) {
      return says("WRONG", "4");
    }
    String loginId = question.path("loginId").asString();
    String owner = consumedBy.computeIfAbsent(challengeId, first -> loginId);
    return says(owner.equals(loginId) ? "ACCEPTED" : "EXPIRED", "null");
  }

  /** A reply of the form of the mfa-service. */
  public static Reply says(String result, String attemptsLeft) {
    return new Reply(
        200,
        "{\"result\":\"%s\",\"attemptsLeft\":%s,\"retryAt\":null,\"locked\":false}"
            .formatted(result, attemptsLeft));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
