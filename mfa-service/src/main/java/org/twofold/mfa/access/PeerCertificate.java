package org.twofold.mfa.access;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/**
 * What the other side of a connection showed, signed by who is trusted.
 *
 * @param certificate its own
 */
record PeerCertificate(X509Certificate certificate) {

  /** RFC 5280, section 4.2.1.6: the tag of a dNSName. */
  private static final Integer DNS_NAME = 2;

  /**
   * Whether one of its DNS names is this one, to the letter: neither a pattern nor the subject
   * counts (RFC 9525, sections 6.3 and 2).
   */
  boolean isNamed(String name) {
    return names().contains(name);
  }

  /** Whether it may be used still: a connection can outlive it. */
  boolean isNotOver() {
    try {
      certificate.checkValidity();
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  private List<String> names() {
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      return all == null
          ? List.of()
          : all.stream()
              .filter(entry -> DNS_NAME.equals(entry.getFirst()))
              .map(entry -> (String) entry.get(1))
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /** Its names. */
  @Override
  public String toString() {
    return "a certificate of " + names();
  }
}
