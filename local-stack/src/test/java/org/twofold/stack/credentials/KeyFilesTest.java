package org.twofold.stack.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.KeyFile;
import org.twofold.keys.Keys;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Names;
import org.twofold.stack.layout.Ports;

class KeyFilesTest {

  @TempDir Path folder;
  private DataDirectory data;

  @BeforeEach
  void makeThem() throws IOException {
    data = new DataDirectory(folder);
    new KeyFiles(data).create(true);
    Credentials.make(data, new Ports(100));
  }

  @Test
  void whatOneServiceSealsAnotherOpens() throws Exception {
    byte[] context = AssociatedData.of("challenge", "user");
    byte[] plain = {1, 2, 3};
    for (String sealing : List.of(Names.GATEWAY, Names.MFA)) {
      byte[] box = keys(sealing).publicKey("delivery-public").seal(plain, context);
      assertThat(keys(Names.NOTIFICATION).privateKey("delivery-private").open(box, context))
          .isEqualTo(plain);
    }
  }

  @Test
  @Tag("G4")
  void whoReadsAnEventHasTheKeyOfWhoWroteIt() {
    for (KeyPurpose purpose : KeyPurpose.values()) {
      if (purpose.purpose().startsWith("event-mac-")) {
        List<String> contents =
            purpose.holders().stream().map(service -> read(service, purpose.purpose())).toList();
        assertThat(contents).containsOnly(contents.getFirst());
      }
    }
  }

  /** Written down once more, so that a service that is given another key is noticed. */
  @Test
  @Tag("G3")
  void noServiceHasAKeyThatItDoesNotNeed() throws IOException {
    assertThat(filesOf(Names.GATEWAY))
        .containsExactlyInAnyOrder(
            "address-aead",
            "blind-index",
            "network-hash",
            "personal-aead",
            "token-hash",
            "link-mac",
            "delivery-public",
            "event-mac-auth-gateway",
            "event-mac-mfa-service",
            "event-mac-notification-service");
    assertThat(filesOf(Names.MFA))
        .containsExactlyInAnyOrder(
            "code-derivation",
            "totp-aead",
            "backup-code",
            "delivery-public",
            "event-mac-mfa-service",
            "event-mac-auth-gateway");
    assertThat(filesOf(Names.NOTIFICATION))
        .containsExactlyInAnyOrder(
            "delivery-private",
            "event-mac-notification-service",
            "event-mac-auth-gateway",
            "event-mac-mfa-service");
    assertThat(filesOf(Names.AUDIT)).allMatch(name -> name.startsWith("event-mac-")).hasSize(4);
  }

  @Test
  void aRotationReachesEveryHolderAndTheirFilesStayTheSame() throws IOException {
    Instant now = Instant.parse("2026-11-24T09:00:00Z");
    KeyFiles files = new KeyFiles(data);
    for (KeyPurpose purpose : KeyPurpose.values()) {
      if (purpose != KeyPurpose.DELIVERY_PUBLIC) {
        files.rotate(purpose, now, now.plusSeconds(60));
      }
    }

    for (KeyFiles.Held one : files.all()) {
      assertThat(KeyFile.describe(one.file(), one.purpose().type()).from())
          .as("%s of %s", one.purpose(), one.service())
          .containsExactly(Instant.EPOCH, now.plusSeconds(60));
    }
    whoReadsAnEventHasTheKeyOfWhoWroteIt();
  }

  @Test
  void aFileThatOneHolderLostIsMadeFromAnothers() throws IOException {
    String before = read(Names.MFA, "event-mac-auth-gateway");
    Files.delete(data.keys(Names.MFA).resolve("event-mac-auth-gateway.json"));
    new KeyFiles(data).create(false);

    assertThat(read(Names.MFA, "event-mac-auth-gateway")).isEqualTo(before);
  }

  @Test
  void onlyTheOwnerCanReadThem() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(path -> !path.equals(folder)).toList()) {
        String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
        assertThat(rights).as("%s", each).endsWith("------");
      }
    }
  }

  @Test
  void aSecondStartKeepsThem() throws IOException {
    String before = read(Names.MFA, "code-derivation");
    String token = Credentials.token(data, "operator");
    new KeyFiles(data).create(true);
    Credentials.make(data, new Ports(200));
    assertThat(read(Names.MFA, "code-derivation")).isEqualTo(before);
    assertThat(Credentials.token(data, "operator")).isEqualTo(token).matches("[A-Za-z0-9_-]{43}");
    assertThat(data.credentials().resolve("reader.properties"))
        .content()
        .contains("bootstrap.servers=127.0.0.1:9292\n", "sasl.mechanism=SCRAM-SHA-512\n")
        .contains(
            "username=\"reader\" password=\""
                + BrokerCredentials.password(data, BrokerUser.READER)
                + "\";");
  }

  private Keys keys(String service) {
    return new Keys(data.keys(service), InstantSource.system(), true);
  }

  private List<String> filesOf(String service) throws IOException {
    try (Stream<Path> files = Files.list(data.keys(service))) {
      return files.map(file -> file.getFileName().toString().replace(".json", "")).toList();
    }
  }

  private String read(String service, String purpose) {
    try {
      return Files.readString(data.keys(service).resolve(purpose + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
