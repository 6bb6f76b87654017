package org.twofold.mfa.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;
import org.twofold.mfa.testing.MfaUnderTest;

class AccessTest {

  private final MfaUnderTest mfa = MfaUnderTest.shared();
  private final HttpClient client = HttpClient.newHttpClient();

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
  void everyPathWithoutTheCredentialIsRefused(String method, String path) throws Exception {
    for (String credential :
        new String[] {
          null,
          "",
          "Bearer",
          "Bearer ",
          "Bearer x" + MfaUnderTest.TOKEN,
          "bearer " + MfaUnderTest.TOKEN,
          "Basic " + MfaUnderTest.TOKEN,
          MfaUnderTest.TOKEN
        }) {
      assertThat(status(method, mfa.port(), path, credential)).isEqualTo(401);
    }
  }

  @Test
  void withItOneIsLetIn() throws Exception {
    assertThat(status("GET", mfa.port(), "/nothing", "Bearer " + MfaUnderTest.TOKEN))
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health/readiness", "/actuator/health/liveness"})
  void healthIsAnsweredOnItsOwnPortToAnybody(String path) throws Exception {
    assertThat(status("GET", mfa.healthPort(), path, null)).isEqualTo(200);
  }

  @Test
  void theHealthPortAnswersNothingElse() throws Exception {
    assertThat(status("POST", mfa.healthPort(), "/internal/v1/challenges/x/verification", null))
        .isEqualTo(404);
  }

  @Test
  void aMissingOrShortTokenStopsTheStart(@TempDir Path directory) throws Exception {
    Path empty = Files.writeString(directory.resolve("empty.token"), "\n");

    assertThatIllegalStateException()
        .isThrownBy(() -> filterWith(empty))
        .withMessageContaining("holds no token");
    assertThatIllegalStateException()
        .isThrownBy(() -> filterWith(directory.resolve("none")))
        .withMessageContaining("cannot be read");
  }

  private static CredentialFilter filterWith(Path file) {
    return new CredentialFilter(new AccessSettings(file), new GenericApplicationContext());
  }

  private int status(String method, int port, String path, String credential) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (credential != null) {
      request.header("Authorization", credential);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
