package org.twofold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** The doors between services, tried by somebody on the same machine. */
@Tag("G3")
@ExtendWith(Stack.class)
class ServicesIT {

  private static final String UNLOCKING = "/internal/v1/users/x/factors/TOTP/unlocking";

  private final Stack.Running stack;

  ServicesIT(Stack.Running stack) {
    this.stack = stack;
  }

  @Test
  void theMfaServiceAnswersOnlyTheGateway() throws Exception {
    assertThatIOException().isThrownBy(() -> asked(as(null)));
    assertThatIOException().isThrownBy(() -> asked(as("mfa-service")));
    assertThat(asked(as("audit-service"))).isEqualTo(401);
    assertThat(asked(as("auth-gateway"))).as("let in, and refused as empty").isEqualTo(400);
  }

  @Test
  void theMfaServiceSaysNothingInClearButItsHealth() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    String host = "http://127.0.0.1:";

    assertThatIOException().isThrownBy(() -> post(client, host + stack.port(8081) + UNLOCKING));
    assertThat(post(client, host + stack.port(18081) + UNLOCKING)).isEqualTo(404);
  }

  private int asked(HttpClient client) throws IOException, InterruptedException {
    return post(client, "https://localhost:" + stack.port(8081) + UNLOCKING);
  }

  private static int post(HttpClient client, String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  /** With the certificate of a service, or without one. */
  private HttpClient as(@Nullable String service) throws IOException {
    PemSslStoreDetails own = service == null ? null : pem(service).withPrivateKey(text(service));
    return HttpClient.newBuilder()
        .sslContext(SslBundle.of(new PemSslStoreBundle(own, pem("authority"))).createSslContext())
        .build();
  }

  private PemSslStoreDetails pem(String name) throws IOException {
    return PemSslStoreDetails.forCertificate(text(name));
  }

  private String text(String name) throws IOException {
    Path file = stack.data().resolve("credentials/tls").resolve(name + ".pem");
    return Files.readString(file);
  }
}
