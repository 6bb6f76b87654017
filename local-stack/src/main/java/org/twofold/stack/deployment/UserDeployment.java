package org.twofold.stack.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.twofold.stack.credentials.BrokerUser;

/** Tells the broker the passwords of users, of which it keeps only salted verifiers. */
final class UserDeployment {

  /** A password is 32 random bytes: no number of rounds is what protects it (RFC 5802). */
  private static final int ITERATIONS = 4096;

  private UserDeployment() {}

  static void deploy(Admin admin, Map<BrokerUser, String> passwords)
      throws InterruptedException, ExecutionException {
    List<UserScramCredentialAlteration> users =
        passwords.entrySet().stream()
            .<UserScramCredentialAlteration>map(
                user ->
                    new UserScramCredentialUpsertion(
                        user.getKey().userName(),
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                        user.getValue().getBytes(UTF_8)))
            .toList();
    admin.alterUserScramCredentials(users).all().get();
  }
}
