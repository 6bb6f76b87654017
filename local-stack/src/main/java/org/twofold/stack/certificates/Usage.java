package org.twofold.stack.certificates;

import org.bouncycastle.asn1.x509.KeyPurposeId;

/** What a certificate is good for (RFC 5280, section 4.2.1.12); nobody takes it for the other. */
public enum Usage {
  /** Being asked. */
  SERVER,
  /** Asking. */
  CLIENT;

  KeyPurposeId purpose() {
    return switch (this) {
      case SERVER -> KeyPurposeId.id_kp_serverAuth;
      case CLIENT -> KeyPurposeId.id_kp_clientAuth;
    };
  }
}
