package org.twofold.stack.certificates;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Names;

@Tag("G3")
class ServiceCertificatesTest {

  private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

  @TempDir Path folder;

  private Instant now = START;
  private DataDirectory data;
  private ServiceCertificates certificates;

  @BeforeEach
  void make() throws IOException {
    data = new DataDirectory(folder);
    certificates = ServiceCertificates.make(data, () -> now);
  }

  @Test
  void eachServiceHasOneOfTheStacksAuthorityGoodForWhatItDoes() throws Exception {
    X509Certificate authority = read(ServiceCertificates.authority(data));
    for (String service : List.of(Names.GATEWAY, Names.MFA, Names.AUDIT)) {
      X509Certificate own = own(service);
      own.verify(authority.getPublicKey());
      assertThat(names(own)).contains(service);
      assertThat(own.getBasicConstraints()).as("signs nothing").isEqualTo(-1);
    }
    assertThat(own(Names.GATEWAY).getExtendedKeyUsage()).containsExactly(CLIENT_AUTH);
    assertThat(own(Names.MFA).getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
    assertThat(own(Names.AUDIT).getExtendedKeyUsage())
        .containsExactlyInAnyOrder(SERVER_AUTH, CLIENT_AUTH);
  }

  @Test
  void onlyWhoIsAskedHasTheNamesOfTheMachine() throws Exception {
    assertThat(names(own(Names.MFA))).containsExactly("mfa-service", "localhost", "127.0.0.1");
    assertThat(names(own(Names.GATEWAY))).containsExactly("auth-gateway");
  }

  @Test
  void nobodyElseCanReadThemAndTheAuthoritysKeyIsInNoFile() throws IOException {
    try (Stream<Path> files = Files.list(ServiceCertificates.authority(data).getParent())) {
      assertThat(files)
          .hasSize(4)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
    assertThat(ServiceCertificates.authority(data)).content().doesNotContain("PRIVATE");
  }

  @Test
  void isRenewedWhenLessThanAThirdOfItsLifeIsLeft() throws Exception {
    X509Certificate first = own(Names.MFA);
    now = START.plus(Duration.ofDays(20));
    assertThat(certificates.renew()).isEmpty();

    now = now.plusSeconds(1);
    assertThat(certificates.renew())
        .containsExactlyInAnyOrder(Names.GATEWAY, Names.MFA, Names.AUDIT);

    X509Certificate second = own(Names.MFA);
    assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
    assertThat(second.getNotAfter()).isEqualTo(now.plus(Duration.ofDays(30)));
    assertThatCode(() -> second.verify(read(ServiceCertificates.authority(data)).getPublicKey()))
        .doesNotThrowAnyException();
    assertThat(certificates.renew()).isEmpty();
  }

  @Test
  void anotherStartTrustsNothingOfTheOneBefore() throws Exception {
    X509Certificate before = own(Names.GATEWAY);
    ServiceCertificates.make(data, () -> now);

    X509Certificate authority = read(ServiceCertificates.authority(data));
    assertThatThrownBy(() -> before.verify(authority.getPublicKey()))
        .isInstanceOf(SignatureException.class);
  }

  private static List<String> names(X509Certificate certificate) throws CertificateException {
    return certificate.getSubjectAlternativeNames().stream()
        .map(name -> (String) name.get(1))
        .toList();
  }

  private X509Certificate own(String service) {
    return read(ServiceCertificates.of(data, service));
  }

  private static X509Certificate read(Path file) {
    try {
      String pem = Files.readString(file);
      String first = pem.substring(0, pem.indexOf("-----END CERTIFICATE-----") + 25);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(first.getBytes(US_ASCII)));
    } catch (IOException | CertificateException e) {
      throw new AssertionError(e);
    }
  }
}
