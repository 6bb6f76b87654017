package org.twofold.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.twofold.messaging.test.SettableClock;
import org.twofold.messaging.test.TestKeys;

/** What outlives an instance of the gateway: its database, its keys, the time, the mfa-service. */
public record Ground(
    String mongoUri, Path keys, Path tokenFile, SettableClock clock, MfaStandIn mfa) {

  public static Ground on(String mongoUri) {
    return new Ground(
        mongoUri, TestKeys.directory(), credential(), new SettableClock(), MfaStandIn.start());
  }

  /** Also the operator's: any file with a credential does. */
  private static Path credential() {
    try {
      return Files.writeString(Files.createTempFile("gateway", ".token"), MfaStandIn.TOKEN + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
