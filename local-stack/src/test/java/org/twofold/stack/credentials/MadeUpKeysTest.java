package org.twofold.stack.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.keys.AssociatedData;
import org.twofold.keys.Keys;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Names;
import org.twofold.stack.layout.Ports;

class MadeUpKeysTest {

  private static final List<String> SERVICES =
      List.of(Names.GATEWAY, Names.MFA, Names.NOTIFICATION);

  @TempDir Path folder;
  private DataDirectory data;

  @BeforeEach
  void makeThem() throws IOException {
    data = new DataDirectory(folder);
    MadeUpKeys.make(data);
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
  void everyServiceHasTheSameKeyForEachProducer() {
    for (String producer : SERVICES) {
      List<String> contents =
          SERVICES.stream().map(service -> read(service, "event-mac-" + producer)).toList();
      assertThat(contents).containsOnly(contents.getFirst());
      assertThat(keys(Names.MFA).mac("event-mac-" + producer)).isNotNull();
    }
  }

  @Test
  void noServiceHasAKeyThatItDoesNotNeed() {
    assertThat(data.keys(Names.NOTIFICATION).resolve("code-derivation.json")).doesNotExist();
    assertThat(data.keys(Names.GATEWAY).resolve("code-derivation.json")).doesNotExist();
    assertThat(data.keys(Names.MFA).resolve("delivery-private.json")).doesNotExist();
    assertThat(data.keys(Names.GATEWAY).resolve("delivery-private.json")).doesNotExist();
    assertThat(data.keys(Names.MFA).resolve("address-aead.json")).doesNotExist();
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
    String token = Credentials.token(data, "mfa");
    MadeUpKeys.make(data);
    Credentials.make(data, new Ports(200));
    assertThat(read(Names.MFA, "code-derivation")).isEqualTo(before);
    assertThat(Credentials.token(data, "mfa")).isEqualTo(token).matches("[A-Za-z0-9_-]{43}");
    assertThat(data.credentials().resolve("reader.properties"))
        .hasContent("bootstrap.servers=127.0.0.1:9292");
  }

  private Keys keys(String service) {
    return new Keys(data.keys(service), InstantSource.system());
  }

  private String read(String service, String purpose) {
    try {
      return Files.readString(data.keys(service).resolve(purpose + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
