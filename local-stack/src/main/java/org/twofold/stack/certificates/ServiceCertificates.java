package org.twofold.stack.certificates;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.twofold.keys.SecretFile;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Names;

/**
 * The files of {@code DIR/credentials/tls}: the certificate of the stack's authority, and one of a
 * service, with its key, for each that speaks to another over HTTPS. All of them are made anew at
 * every start, since all services start anew too, by an authority that is gone with this process.
 */
public final class ServiceCertificates {

  /** From the making of a certificate to its end. */
  static final Duration LIFE = Duration.ofDays(30);

  /** What must be left of it, else it is renewed. */
  static final Duration LEAST_LEFT = LIFE.dividedBy(3);

  private static final Map<String, Set<Usage>> SERVICES =
      Map.of(
          Names.GATEWAY, EnumSet.of(Usage.CLIENT),
          Names.MFA, EnumSet.of(Usage.SERVER),
          Names.AUDIT, EnumSet.allOf(Usage.class));

  private final DataDirectory data;
  private final InstantSource clock;
  private final CertificateAuthority authority;
  private final Map<String, Instant> ends = new HashMap<>();

  private ServiceCertificates(DataDirectory data, InstantSource clock) {
    this.data = data;
    this.clock = clock;
    this.authority = new CertificateAuthority("Twofold local stack", clock);
  }

  /**
   * Makes them all.
   *
   * @throws IOException if a file cannot be written
   */
  public static ServiceCertificates make(DataDirectory data, InstantSource clock)
      throws IOException {
    ServiceCertificates made = new ServiceCertificates(data, clock);
    SecretFile.write(authority(data), made.authority.certificate().getBytes(US_ASCII));
    made.renew();
    return made;
  }

  /**
   * Makes those anew that have less than a third of their life left; the services that have them
   * see it by themselves.
   *
   * @return whose they are
   * @throws IOException if a file cannot be written; what is left is done the next time
   */
  public synchronized List<String> renew() throws IOException {
    Instant now = clock.instant();
    List<String> renewed = new ArrayList<>();
    for (Map.Entry<String, Set<Usage>> each : SERVICES.entrySet()) {
      String service = each.getKey();
      if (now.plus(LEAST_LEFT).isAfter(ends.getOrDefault(service, Instant.MIN))) {
        String both = authority.issue(names(service, each.getValue()), each.getValue(), LIFE);
        SecretFile.write(of(data, service), both.getBytes(US_ASCII));
        ends.put(service, now.plus(LIFE));
        renewed.add(service);
      }
    }
    return renewed;
  }

  /** Who is asked must be found under the names that others call it by on one machine. */
  private static List<String> names(String service, Set<Usage> usages) {
    return usages.contains(Usage.SERVER)
        ? List.of(service, "localhost", "127.0.0.1")
        : List.of(service);
  }

  /** The certificate of a service and its key, one file so that they are replaced together. */
  public static Path of(DataDirectory data, String service) {
    return folder(data).resolve(service + ".pem");
  }

  /** The certificate that each of them trusts. */
  public static Path authority(DataDirectory data) {
    return folder(data).resolve("authority.pem");
  }

  private static Path folder(DataDirectory data) {
    return data.credentials().resolve("tls");
  }
}
