package org.twofold.mfa.access;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.twofold.messaging.test.TestCertificates;
import org.twofold.mfa.testing.MfaUnderTest;
import org.twofold.stack.certificates.Usage;

@Tag("G3")
class AccessTest {

  private static final TestCertificates CERTIFICATES = MfaUnderTest.CERTIFICATES;
  private static final String GATEWAY = "auth-gateway";

  private final MfaUnderTest mfa = MfaUnderTest.shared();

  @ParameterizedTest
  @CsvSource({
    "GET,/",
    "GET,/internal/v1/challenges/x/verification",
    "POST,/internal/v1/challenges/x/verification",
    "GET,/actuator",
    "GET,/actuator/health",
    "GET,/actuator/health/readiness",
    "GET,/error",
    "OPTIONS,/internal/v1/challenges",
    "PUT,/x",
    "GET,/internal/v1/challenges/%2e%2e/%2e%2e/actuator/health",
    "GET,//"
  })
  void everyPathIsClosedToAnotherService(String method, String path) throws Exception {
    HttpClient audit =
        client(CERTIFICATES.issue("audit-service", Usage.CLIENT, Usage.SERVER), CERTIFICATES);

    assertThat(status(audit, method, path)).isEqualTo(401);
  }

  @Test
  void theGatewayIsLetInByEitherNameOfTheMachine() throws Exception {
    HttpClient gateway = client(CERTIFICATES.issue(GATEWAY, Usage.CLIENT), CERTIFICATES);

    assertThat(status(gateway, "GET", "/nothing")).isEqualTo(404);
    assertThat(get(gateway, "https://localhost:" + mfa.port() + "/nothing")).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTH-GATEWAY", "auth-gateway.example.com", "*", "xauth-gateway"})
  void aNameThatIsOnlyLikeTheGatewaysIsRefused(String name) throws Exception {
    HttpClient other = client(CERTIFICATES.issue(name, Usage.CLIENT), CERTIFICATES);

    assertThat(status(other, "GET", "/nothing")).isEqualTo(401);
  }

  @Test
  void nobodyGetsAnAnswerWithoutACertificate() {
    assertIsCutOff(client(null, CERTIFICATES));
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() {
    String forged = TestCertificates.make().issue(GATEWAY, Usage.CLIENT);

    assertIsCutOff(client(forged, CERTIFICATES));
  }

  @Test
  void oneThatHasEndedIsRefused() {
    String ended = CERTIFICATES.issue(GATEWAY, Duration.ofSeconds(-1), Usage.CLIENT);

    assertIsCutOff(client(ended, CERTIFICATES));
  }

  @Test
  void oneThatIsForServersOnlyIsRefused() {
    assertIsCutOff(client(CERTIFICATES.issue(GATEWAY, Usage.SERVER), CERTIFICATES));
  }

  @Test
  void oneThatEndsOnAnOpenConnectionIsRefusedFromThenOn() throws Exception {
    String brief = CERTIFICATES.issue(GATEWAY, Duration.ofSeconds(4), Usage.CLIENT);
    HttpClient gateway = client(brief, CERTIFICATES);
    assertThat(status(gateway, "GET", "/nothing")).isEqualTo(404);

    await().atMost(10, SECONDS).until(() -> status(gateway, "GET", "/nothing") == 401);
  }

  @Test
  void nothingIsAnsweredWithoutEncryption() {
    assertThatIOException()
        .isThrownBy(
            () -> get(HttpClient.newHttpClient(), "http://127.0.0.1:" + mfa.port() + "/nothing"));
  }

  @Test
  void aRenewedCertificateIsShownWithoutARestart() throws Exception {
    BigInteger before = shown("127.0.0.1").getSerialNumber();
    CERTIFICATES.write(
        mfa.certificateFile().getFileName().toString().replace(".pem", ""),
        CERTIFICATES.issue("mfa-service", Usage.SERVER));

    await().atMost(10, SECONDS).until(() -> !shown("127.0.0.1").getSerialNumber().equals(before));
    assertThat(shown("localhost").getSerialNumber())
        .as("also to who names the host")
        .isEqualTo(shown("127.0.0.1").getSerialNumber());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health/readiness", "/actuator/health/liveness"})
  void healthIsAnsweredOnItsOwnPortToAnybody(String path) throws Exception {
    assertThat(get(HttpClient.newHttpClient(), "http://127.0.0.1:" + mfa.healthPort() + path))
        .isEqualTo(200);
  }

  @Test
  void theHealthPortAnswersNothingElse() throws Exception {
    String api = "/internal/v1/challenges/x/verification";

    assertThat(get(HttpClient.newHttpClient(), "http://127.0.0.1:" + mfa.healthPort() + api))
        .isEqualTo(404);
  }

  @Test
  void aMissingCertificateOrAuthorityStopsTheStart() {
    SslBundle trustingAnybody =
        TestCertificates.bundleWithoutTrust(CERTIFICATES.issue("mfa-service", Usage.SERVER));

    assertThatIllegalStateException()
        .isThrownBy(() -> startWith(SslBundle.of(SslStoreBundle.NONE)))
        .withMessageContaining("spring.ssl.bundle.pem.mfa.keystore.certificate");
    assertThatIllegalStateException()
        .isThrownBy(() -> startWith(trustingAnybody))
        .withMessageContaining("spring.ssl.bundle.pem.mfa.truststore.certificate");
  }

  private static void startWith(SslBundle bundle) {
    OwnCertificate.require(new DefaultSslBundleRegistry("mfa", bundle));
  }

  private X509Certificate shown(String host) throws IOException {
    SSLContext anybody = CERTIFICATES.context(null);
    try (SSLSocket socket = (SSLSocket) anybody.getSocketFactory().createSocket(host, mfa.port())) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private void assertIsCutOff(HttpClient client) {
    assertThatIOException().isThrownBy(() -> status(client, "GET", "/nothing"));
    assertThatIOException().isThrownBy(() -> status(client, "GET", "/actuator/health"));
  }

  private static HttpClient client(String pem, TestCertificates trusted) {
    return HttpClient.newBuilder().sslContext(trusted.context(pem)).build();
  }

  private int status(HttpClient client, String method, String path) throws Exception {
    return send(client, method, "https://127.0.0.1:" + mfa.port() + path);
  }

  private static int get(HttpClient client, String url) throws Exception {
    return send(client, "GET", url);
  }

  private static int send(HttpClient client, String method, String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(10))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
