package org.twofold.mfa.access;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;

/** What this service shows, and whom it trusts: without them it does not start. */
final class OwnCertificate {

  private static final String BUNDLE = "mfa";

  private OwnCertificate() {}

  /**
   * Looks whether both are there.
   *
   * @throws IllegalStateException that names the missing setting
   */
  static void require(SslBundles bundles) {
    SslStoreBundle stores = bundles.getBundle(BUNDLE).getStores();
    if (stores.getKeyStore() == null) {
      throw missing("keystore.certificate and .private-key", "this service's own");
    }
    if (stores.getTrustStore() == null) {
      // the JDK's would be taken instead: anybody whom any public authority knows
      throw missing("truststore.certificate", "the authority that signs the gateway's certificate");
    }
  }

  private static IllegalStateException missing(String setting, String what) {
    return new IllegalStateException(
        "spring.ssl.bundle.pem.%s.%s names no file. Set it to a PEM file of %s; ./twofold up makes"
                .formatted(BUNDLE, setting, what)
            + " them for the local stack.");
  }
}
