package org.twofold.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.twofold.messaging.test.SettableClock;
import org.twofold.messaging.test.TestCertificates;
import org.twofold.messaging.test.TestKeys;
import org.twofold.stack.certificates.Usage;

/** What outlives an instance of the gateway: its database, its keys, the time, the mfa-service. */
public record Ground(
    String mongoUri,
    Path keys,
    Path operatorFile,
    Path certificate,
    SettableClock clock,
    MfaStandIn mfa) {

  /** The operator's credential. */
  public static final String OPERATOR = "t0ken-t0ken-t0ken-t0ken-t0ken-t0ken-t0ken-0";

  public static Ground on(String mongoUri) {
    MfaStandIn mfa = MfaStandIn.start();
    TestCertificates certificates = mfa.certificates();
    String own = certificates.issue("auth-gateway", Usage.CLIENT);
    return new Ground(
        mongoUri,
        TestKeys.directory(),
        operator(),
        certificates.write("auth-gateway", own),
        new SettableClock(),
        mfa);
  }

  private static Path operator() {
    try {
      return Files.writeString(Files.createTempFile("gateway", ".token"), OPERATOR + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
