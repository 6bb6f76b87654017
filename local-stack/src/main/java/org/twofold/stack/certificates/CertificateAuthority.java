package org.twofold.stack.certificates;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * Signs certificates for the services of a stack (RFC 5280, keys on P-256). Its own key is kept
 * nowhere: when this object is gone, nobody can sign in its name.
 */
public final class CertificateAuthority {

  private static final Duration LIFE = Duration.ofDays(3650);

  /** Clocks are read to the second, and rounded down. */
  private static final Duration EARLIER = Duration.ofMinutes(1);

  private static final Pattern IPV4 = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final int SERIAL_BITS = 127;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final InstantSource clock;
  private final X500Principal name;
  private final KeyPair keys = newKeys();
  private final String certificate;

  /**
   * One with a new key.
   *
   * @param name what its certificate says, for people
   */
  public CertificateAuthority(String name, InstantSource clock) {
    this.clock = clock;
    this.name = new X500Principal("CN=" + name);
    this.certificate = pem("CERTIFICATE", encoded(own()));
  }

  /** What those must have who trust it, in PEM. */
  public String certificate() {
    return certificate;
  }

  /**
   * A certificate with a new key.
   *
   * @param names whose it is: DNS names and IPv4 addresses, the service's own first
   * @param life from now on
   * @return certificate and private key, in PEM
   */
  public String issue(List<String> names, Set<Usage> usages, Duration life) {
    KeyPair own = newKeys();
    X509CertificateHolder signed = signed(names, usages, own.getPublic(), life);
    return pem("CERTIFICATE", encoded(signed)) + pem("PRIVATE KEY", own.getPrivate().getEncoded());
  }

  private X509CertificateHolder own() {
    try {
      return signed(
          builder(name, keys.getPublic(), LIFE)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)));
    } catch (IOException e) {
      throw impossible(e);
    }
  }

  private X509CertificateHolder signed(
      List<String> names, Set<Usage> usages, PublicKey key, Duration life) {
    KeyPurposeId[] purposes = usages.stream().map(Usage::purpose).toArray(KeyPurposeId[]::new);
    try {
      return signed(
          builder(new X500Principal("CN=" + names.getFirst()), key, life)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes))
              .addExtension(Extension.subjectAlternativeName, false, general(names)));
    } catch (IOException e) {
      throw impossible(e);
    }
  }

  private static GeneralNames general(List<String> names) {
    return new GeneralNames(
        names.stream()
            .map(
                name ->
                    new GeneralName(
                        IPV4.matcher(name).matches() ? GeneralName.iPAddress : GeneralName.dNSName,
                        name))
            .toArray(GeneralName[]::new));
  }

  private JcaX509v3CertificateBuilder builder(X500Principal subject, PublicKey key, Duration life)
      throws IOException {
    Instant now = clock.instant();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
            Date.from(now.minus(EARLIER)),
            Date.from(now.plus(life)),
            subject,
            key);
    try {
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      builder
          .addExtension(
              Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              identifiers.createAuthorityKeyIdentifier(keys.getPublic()));
      return builder;
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
  }

  private X509CertificateHolder signed(org.bouncycastle.cert.X509v3CertificateBuilder certificate) {
    try {
      return certificate.build(
          new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
    } catch (OperatorCreationException e) {
      throw impossible(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
  }

  private static byte[] encoded(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw impossible(e);
    }
  }

  private static String pem(String type, byte[] content) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, content));
    } catch (IOException e) {
      throw impossible(e);
    }
    return text.toString();
  }

  /** Every JDK 25 has P-256, and memory takes what is written to it. */
  private static IllegalStateException impossible(Exception e) {
    return new IllegalStateException("No certificate can be made on this machine", e);
  }
}
