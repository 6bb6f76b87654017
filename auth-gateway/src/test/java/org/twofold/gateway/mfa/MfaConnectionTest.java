package org.twofold.gateway.mfa;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.twofold.events.Purpose;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.MfaStandIn;
import org.twofold.messaging.test.TestCertificates;
import org.twofold.stack.certificates.Usage;

/** The gateway and the mfa-service know each other, on real sockets. */
@Tag("G3")
class MfaConnectionTest {

  private static final TestCertificates CERTIFICATES = TestCertificates.make();
  private static final String SERVER = CERTIFICATES.issue("mfa-service", Usage.SERVER);
  private static final String OWN = CERTIFICATES.issue("auth-gateway", Usage.CLIENT);

  /** Everything, and those that other tests do not want to hear. */
  private static final List<String> LOGGERS =
      List.of(Logger.ROOT_LOGGER_NAME, "org.twofold.gateway.mfa", "reactor.netty.channel");

  private final GatewayUnderTest gateway = GatewayUnderTest.shared();
  private final Map<Logger, Level> levels = new HashMap<>();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private MfaStandIn mfa = MfaStandIn.showing(CERTIFICATES, SERVER);

  @BeforeEach
  void listen() {
    logged.start();
    for (String name : LOGGERS) {
      Logger logger = (Logger) LoggerFactory.getLogger(name);
      levels.put(logger, logger.getLevel());
      logger.setLevel(Level.INFO);
    }
    root().addAppender(logged);
  }

  @AfterEach
  void close() {
    root().detachAppender(logged);
    levels.forEach(Logger::setLevel);
    mfa.close();
  }

  @Test
  void showsItsCertificateToOneThatItTrusts() {
    assertThat(ask(client(mfa.url(), bundle(OWN)))).isInstanceOf(Verification.Accepted.class);
    assertThat(mfa.caller().getSubjectX500Principal().getName()).isEqualTo("CN=auth-gateway");
  }

  @Test
  void asksNobodyWhomAnotherAuthorityKnows() {
    TestCertificates other = TestCertificates.make();
    answersWith(MfaStandIn.showing(other, other.issue("mfa-service", Usage.SERVER)));

    assertNoAnswer(client(mfa.url(), bundle(OWN)));
  }

  @Test
  void asksNobodyUnderAnotherName() {
    answersWith(MfaStandIn.showing(CERTIFICATES, CERTIFICATES.issueElsewhere("mfa-service")));

    assertNoAnswer(client(mfa.url(), bundle(OWN)));
  }

  @Test
  void asksNobodyWhoseCertificateHasEnded() {
    String ended = CERTIFICATES.issue("mfa-service", Duration.ofSeconds(-1), Usage.SERVER);
    answersWith(MfaStandIn.showing(CERTIFICATES, ended));

    assertNoAnswer(client(mfa.url(), bundle(OWN)));
  }

  @Test
  void isToldInOneSentenceThatItsOwnCertificateIsNotTrusted() {
    String unknown = TestCertificates.make().issue("auth-gateway", Usage.CLIENT);

    assertNoAnswer(client(mfa.url(), bundle(unknown)));
  }

  @Test
  void isToldInOneSentenceThatTheOtherSideSpeaksNoTls() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerPlainly(plain));

      assertNoAnswer(client("https://127.0.0.1:" + plain.getLocalPort(), bundle(OWN)));
    }
  }

  @Test
  void aRenewedBundleIsUsedForTheNextQuestion() {
    DefaultSslBundleRegistry bundles = bundle(OWN);
    MfaClient client = client(mfa.url(), bundles);
    ask(client);
    BigInteger before = mfa.caller().getSerialNumber();
    String renewed = CERTIFICATES.issue("auth-gateway", Usage.CLIENT);
    bundles.updateBundle("mfa", CERTIFICATES.bundle(renewed));

    ask(client);

    assertThat(mfa.caller().getSerialNumber()).isNotEqualTo(before);
  }

  @Test
  void aRenewedFileIsUsedWithoutARestart() {
    MfaClient client = gateway.bean(MfaClient.class);
    ask(client);
    BigInteger before = gateway.mfa().caller().getSerialNumber();
    TestCertificates certificates = gateway.mfa().certificates();
    certificates.write("auth-gateway", certificates.issue("auth-gateway", Usage.CLIENT));

    await()
        .atMost(10, SECONDS)
        .untilAsserted(
            () -> {
              ask(client);
              assertThat(gateway.mfa().caller().getSerialNumber()).isNotEqualTo(before);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8081", "mfa-service:8081", "https:/x", "", "//x"})
  void anAddressWithoutEncryptionStopsTheStart(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(url))
        .withMessageContaining("twofold.mfa.url must begin with https://");
  }

  @Test
  void aMissingCertificateOrAuthorityStopsTheStart() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                client(
                    mfa.url(),
                    new DefaultSslBundleRegistry("mfa", SslBundle.of(SslStoreBundle.NONE))))
        .withMessageContaining("spring.ssl.bundle.pem.mfa.keystore.certificate");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                client(
                    mfa.url(),
                    new DefaultSslBundleRegistry("mfa", TestCertificates.bundleWithoutTrust(OWN))))
        .withMessageContaining("spring.ssl.bundle.pem.mfa.truststore.certificate");
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  private void answersWith(MfaStandIn other) {
    mfa.close();
    mfa = other;
  }

  private void assertNoAnswer(MfaClient client) {
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> ask(client));
    assertThat(logged.list)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getThrowableProxy()).isNull();
              assertThat(line.getFormattedMessage())
                  .contains("The mfa-service gave no answer (no secure connection")
                  .contains("spring.ssl.bundle.pem.mfa");
            });
  }

  private static void answerPlainly(ServerSocket plain) {
    while (!plain.isClosed()) {
      try (Socket socket = plain.accept()) {
        socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
      } catch (IOException e) {
        return;
      }
    }
  }

  private static DefaultSslBundleRegistry bundle(String pem) {
    return new DefaultSslBundleRegistry("mfa", CERTIFICATES.bundle(pem));
  }

  private static MfaClient client(String url, DefaultSslBundleRegistry bundles) {
    MfaSettings settings = settings(url);
    return new MfaClient(new MfaHttp(new MfaConnection(settings, bundles), settings));
  }

  private static MfaSettings settings(String url) {
    return new MfaSettings(URI.create(url), Duration.ofSeconds(5));
  }

  private static Verification ask(MfaClient client) {
    MfaClient.Attempt attempt =
        new MfaClient.Attempt("user", "login", Purpose.LOGIN, Instant.now().plusSeconds(60));
    return client.verifyBackupCode(attempt, "set", MfaStandIn.RIGHT).block();
  }
}
