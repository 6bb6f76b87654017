package org.twofold.messaging.test;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.twofold.keys.SecretFile;
import org.twofold.stack.certificates.CertificateAuthority;
import org.twofold.stack.certificates.Usage;

/** An authority of one test run and what it signs, in a temporary folder. */
public final class TestCertificates {

  private static final Duration LIFE = Duration.ofDays(1);

  private final CertificateAuthority authority;
  private final Path folder;

  private TestCertificates(InstantSource clock) {
    this.authority = new CertificateAuthority("Test", clock);
    try {
      this.folder = Files.createTempDirectory("twofold-certificates");
      write("authority", authority.certificate());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With a new authority. */
  public static TestCertificates make() {
    return new TestCertificates(InstantSource.system());
  }

  /** Certificate and key of a service, not kept anywhere. */
  public String issue(String service, Usage... usages) {
    return issue(service, LIFE, usages);
  }

  /** One that ends after so long, in the past for a negative time. */
  public String issue(String service, Duration life, Usage... usages) {
    return authority.issue(List.of(service, "localhost", "127.0.0.1"), Set.of(usages), life);
  }

  /** A server's that has no name of this machine. */
  public String issueElsewhere(String service) {
    return authority.issue(List.of(service, "192.0.2.1"), Set.of(Usage.SERVER), LIFE);
  }

  /** Writes or replaces the file of a service, and returns it. */
  public Path write(String service, String pem) {
    Path file = folder.resolve(service + ".pem");
    try {
      SecretFile.write(file, pem.getBytes(US_ASCII));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a service must be told to be the one of a file, and to trust this authority alone. */
  public String[] settings(Path file) {
    String bundle = "spring.ssl.bundle.pem.mfa.";
    return new String[] {
      bundle + "keystore.certificate=file:" + file,
      bundle + "keystore.private-key=file:" + file,
      bundle + "truststore.certificate=file:" + folder.resolve("authority.pem"),
      "spring.ssl.bundle.watch.file.quiet-period=100ms"
    };
  }

  /**
   * For a side that trusts this authority alone.
   *
   * @param pem who it is; null for nobody
   */
  public SSLContext context(@Nullable String pem) {
    return bundle(pem).createSslContext();
  }

  /** The same, as Spring has it. */
  public SslBundle bundle(@Nullable String pem) {
    return bundle(pem, PemSslStoreDetails.forCertificate(authority.certificate()));
  }

  /** For a side that was not told whom to trust. */
  public static SslBundle bundleWithoutTrust(String pem) {
    return bundle(pem, null);
  }

  private static SslBundle bundle(@Nullable String pem, @Nullable PemSslStoreDetails trusted) {
    PemSslStoreDetails own =
        pem == null ? null : PemSslStoreDetails.forCertificate(pem).withPrivateKey(pem);
    return SslBundle.of(new PemSslStoreBundle(own, trusted));
  }
}
