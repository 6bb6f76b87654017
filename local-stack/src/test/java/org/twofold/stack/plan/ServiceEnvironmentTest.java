package org.twofold.stack.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.stack.credentials.BrokerCredentials;
import org.twofold.stack.credentials.BrokerUser;
import org.twofold.stack.credentials.Credentials;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Ports;

class ServiceEnvironmentTest {

  private static final Ports PORTS = new Ports(100);

  @TempDir Path root;

  private DataDirectory data;

  @BeforeEach
  void makeCredentials() throws Exception {
    data = new DataDirectory(root);
    Credentials.make(data, PORTS);
  }

  @Test
  void namesTheSinkAsTheOnlyProviderOfTextMessages() throws Exception {
    Map<String, String> environment = environment(Map.of()).notification(1);

    assertThat(environment)
        .containsEntry("TWOFOLD_SMS_PROVIDERS_0_NAME", "sink")
        .containsEntry("TWOFOLD_SMS_PROVIDERS_0_TYPE", "SMPP")
        .containsEntry("TWOFOLD_SMS_PROVIDERS_0_HOST", "127.0.0.1")
        .containsEntry("TWOFOLD_SMS_PROVIDERS_0_PORT", "2875")
        .containsEntry("TWOFOLD_SMS_PROVIDERS_0_SYSTEMID", "twofold")
        .containsEntry("TWOFOLD_SMS_HOST", "localhost");
    Path password = Path.of(environment.get("TWOFOLD_SMS_PROVIDERS_0_PASSWORDFILE"));
    assertThat(Files.readString(password).strip()).as("as long as SMPP allows").hasSize(8);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
  }

  @Test
  void givesGatewayAndNotificationTheSameOperator() {
    ServiceEnvironment environment = environment(Map.of());

    assertThat(environment.notification(2).get("TWOFOLD_OPERATOR_TOKENFILE"))
        .isEqualTo(environment.gateway().get("TWOFOLD_OPERATOR_TOKENFILE"))
        .isEqualTo(root.resolve("credentials/operator.token").toString());
    assertThat(environment.mfa()).doesNotContainKey("TWOFOLD_OPERATOR_TOKENFILE");
  }

  @Test
  void letsGatewayAndMfaServiceShowACertificateOfTheirOwnAndTrustOneAuthority() {
    String own = "SPRING_SSL_BUNDLE_PEM_MFA_KEYSTORE_PRIVATEKEY";
    String trusted = "SPRING_SSL_BUNDLE_PEM_MFA_TRUSTSTORE_CERTIFICATE";
    ServiceEnvironment environment = environment(Map.of());

    assertThat(environment.gateway())
        .containsEntry("TWOFOLD_MFA_URL", "https://127.0.0.1:8181")
        .containsEntry(own, "file:" + root.resolve("credentials/tls/auth-gateway.pem"));
    assertThat(environment.mfa())
        .containsEntry(own, "file:" + root.resolve("credentials/tls/mfa-service.pem"));
    assertThat(environment.gateway().get(trusted))
        .isEqualTo(environment.mfa().get(trusted))
        .isEqualTo("file:" + root.resolve("credentials/tls/authority.pem"));
    assertThat(environment.notification(1)).doesNotContainKey(own);
  }

  @Test
  void givesWayToWhatTheOperatorSet() {
    assertThat(environment(Map.of("TWOFOLD_SMS_HOST", "login.example.com")).notification(1))
        .doesNotContainKey("TWOFOLD_SMS_HOST")
        .containsKey("TWOFOLD_SMS_PROVIDERS_0_HOST");
  }

  @Test
  @Tag("G3")
  void givesEachServiceItsOwnLoginAtTheBrokerInAFileAndNoPasswordInTheEnvironment()
      throws Exception {
    ServiceEnvironment environment = environment(Map.of());
    for (BrokerUser user : BrokerUser.values()) {
      String password = BrokerCredentials.password(data, user);
      assertThat(environment.gateway().values()).noneMatch(value -> value.contains(password));
      assertThat(environment.mfa().values()).noneMatch(value -> value.contains(password));
      assertThat(environment.notification(1).values()).noneMatch(value -> value.contains(password));
    }
    Path login = root.resolve("credentials/mfa-service.properties");
    assertThat(environment.mfa()).containsEntry("SPRING_CONFIG_IMPORT", "file:" + login);
    assertThat(Files.readString(login))
        .contains("spring.kafka.security.protocol=SASL_PLAINTEXT")
        .contains(BrokerCredentials.password(data, BrokerUser.MFA_SERVICE));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(login)))
        .isEqualTo("rw-------");
  }

  @Test
  void importsWhatTheOperatorImportsAfterwards() {
    assertThat(environment(Map.of("SPRING_CONFIG_IMPORT", "file:/etc/more")).gateway())
        .hasEntrySatisfying(
            "SPRING_CONFIG_IMPORT",
            value -> assertThat(value).startsWith("file:").endsWith(",file:/etc/more"));
  }

  private ServiceEnvironment environment(Map<String, String> inherited) {
    return new ServiceEnvironment(data, PORTS, inherited);
  }
}
