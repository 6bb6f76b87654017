package org.twofold.gateway.mfa;

import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Connections to the mfa-service on which both sides show who they are: this gateway by the
 * certificate of the SSL bundle {@code mfa}, the mfa-service by one of the authority in it that
 * names the host of {@code twofold.mfa.url}. A renewed bundle is used for every connection from
 * then on; those that are open end soon after.
 */
@Component
class MfaConnection implements DisposableBean {

  private static final String BUNDLE = "mfa";

  /** A connection that was opened with a certificate since renewed is not used for longer. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** As many as reactor-netty's common pool has. */
  private static final int MOST = 500;

  private static final Duration IDLE = Duration.ofMinutes(1);

  private final ConnectionProvider connections =
      ConnectionProvider.builder(BUNDLE)
          .maxConnections(MOST)
          .maxLifeTime(LONGEST)
          .maxIdleTime(IDLE)
          .evictInBackground(IDLE)
          .disposeInactivePoolsInBackground(IDLE, LONGEST)
          .build();

  private final String url;
  private volatile WebClient client;

  MfaConnection(MfaSettings settings, SslBundles bundles) {
    this.url = settings.url().toString();
    SslBundle bundle = bundles.getBundle(BUNDLE);
    requireWhole(bundle);
    this.client = client(bundle);
    bundles.addBundleUpdateHandler(BUNDLE, renewed -> client = client(renewed));
  }

  private static void requireWhole(SslBundle bundle) {
    if (bundle.getStores().getKeyStore() == null) {
      throw missing("keystore.certificate and .private-key", "this gateway's certificate");
    }
    if (bundle.getStores().getTrustStore() == null) {
      // the JDK's would be taken instead: anybody whom any public authority knows
      throw missing("truststore.certificate", "the authority that signs the mfa-service's");
    }
  }

  private static IllegalStateException missing(String setting, String what) {
    return new IllegalStateException(
        "spring.ssl.bundle.pem.%s.%s names no file. Set it to a PEM file of %s; ./twofold up makes"
                .formatted(BUNDLE, setting, what)
            + " them for the local stack.");
  }

  /** The client to ask with now; not to be kept. */
  WebClient client() {
    return client;
  }

  /** Each bundle makes a pool of its own, so that no new question goes out on an old connection. */
  private WebClient client(SslBundle bundle) {
    Http11SslContextSpec context =
        Http11SslContextSpec.forClient()
            .configure(
                ssl -> {
                  SslManagerBundle managers = bundle.getManagers();
                  SslOptions options = bundle.getOptions();
                  ssl.keyManager(managers.getKeyManagerFactory())
                      .trustManager(managers.getTrustManagerFactory())
                      .protocols(options.getEnabledProtocols())
                      .ciphers(SslOptions.asSet(options.getCiphers()));
                });
    HttpClient http = HttpClient.create(connections).secure(ssl -> ssl.sslContext(context));
    return WebClient.builder()
        .baseUrl(url)
        .clientConnector(new ReactorClientHttpConnector(http))
        .build();
  }

  @Override
  public void destroy() {
    connections.dispose();
  }
}
