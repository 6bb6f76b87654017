package org.twofold.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class KeysTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  private static final byte[] TEXT = "demo@example.com".getBytes(UTF_8);
  private static final byte[] HERS = AssociatedData.of("challenge", "user", "EMAIL");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path directory;
  private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
  private Keys keys;

  @BeforeEach
  void makeKeys() {
    InstantSource clock = time::get;
    keys = new Keys(directory, clock);
    KeyFile.create(file("aead"), KeyType.AEAD);
    KeyFile.create(file("prf"), KeyType.PRF);
    KeyFile.create(file("mac"), KeyType.MAC);
    KeyFile.createPair(file("private"), file("public"));
  }

  @Test
  void opensWhatItSealed() throws Exception {
    AeadKey key = keys.aead("aead");

    assertThat(key.open(key.seal(TEXT, HERS), HERS)).isEqualTo(TEXT);
  }

  @Test
  void opensNothingThatBelongsToSomebodyElse() {
    AeadKey key = keys.aead("aead");
    byte[] box = key.seal(TEXT, HERS);

    assertThatThrownBy(() -> key.open(box, AssociatedData.of("challenge", "other", "EMAIL")))
        .isInstanceOf(NotOpenedException.class);
  }

  @Test
  void onlyThePrivatePartOpensWhatThePublicPartSealed() throws Exception {
    byte[] box = keys.publicKey("public").seal(TEXT, HERS);
    KeyFile.createPair(file("other-private"), file("other-public"));

    assertThat(keys.privateKey("private").open(box, HERS)).isEqualTo(TEXT);
    assertThatThrownBy(() -> keys.privateKey("other-private").open(box, HERS))
        .isInstanceOf(NotOpenedException.class);
    assertThatThrownBy(
            () -> keys.privateKey("private").open(box, AssociatedData.of("challenge", "other")))
        .isInstanceOf(NotOpenedException.class);
  }

  @Test
  void aMacHoldsForItsBytesOnly() {
    MacKey key = keys.mac("mac");
    byte[] tag = key.tag(TEXT);

    assertThat(key.verifies(tag, TEXT)).isTrue();
    assertThat(key.verifies(tag, "other".getBytes(UTF_8))).isFalse();
    assertThat(key.verifies(new byte[] {1, 2, 3}, TEXT)).isFalse();
  }

  @Test
  void derivesTheSameForTheSameEpochAfterANewKeyBegan() throws Exception {
    PrfKey key = keys.prf("prf");
    byte[] before = key.deriveAt(NOW, TEXT, 32);
    addKey("prf", KeyType.PRF, NOW.plusSeconds(60));
    time.set(NOW.plusSeconds(120));

    assertThat(key.deriveAt(NOW, TEXT, 32)).isEqualTo(before);
    assertThat(key.derive(TEXT, 32)).isNotEqualTo(before);
    assertThat(key.deriveAll(TEXT, 32)).hasSize(2).last().isEqualTo(before);
  }

  @Test
  void aKeyIsNotUsedBeforeItsTimeButKnownToAll() throws Exception {
    AeadKey writer = keys.aead("aead");
    byte[] old = writer.seal(TEXT, HERS);
    addKey("aead", KeyType.AEAD, NOW.plus(Duration.ofMinutes(5)));
    time.set(NOW.plus(Duration.ofMinutes(6)));
    AeadKey reader = keys.aead("aead");

    assertThat(reader.open(old, HERS)).isEqualTo(TEXT);
    assertThat(reader.open(writer.seal(TEXT, HERS), HERS)).isEqualTo(TEXT);
  }

  @Test
  void refusesAFileThatOthersCanRead() throws IOException {
    Files.setPosixFilePermissions(file("aead"), PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> keys.aead("aead"))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void saysWhichFileIsMissingOrBrokenAndNothingOfItsContent() throws IOException {
    Files.writeString(file("mac"), "{\"type\":\"MAC\",\"keys\":[{\"from\":\"canary\"}]}");

    assertThatThrownBy(() -> keys.aead("absent"))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("absent.json is missing");
    assertThatThrownBy(() -> keys.mac("mac"))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("mac.json")
        .hasMessageNotContaining("canary")
        .hasNoCause();
    assertThatThrownBy(() -> keys.aead("prf")).isInstanceOf(KeyFileException.class);
  }

  @Test
  void makingKeysAgainKeepsThoseThatAreThere() throws IOException {
    byte[] before = Files.readAllBytes(file("private"));
    KeyFile.createPair(file("private"), file("public"));

    assertThat(Files.readAllBytes(file("private"))).isEqualTo(before);
  }

  @Test
  void partsOfAssociatedDataDoNotRunTogether() {
    assertThat(AssociatedData.of("ab", "c")).isNotEqualTo(AssociatedData.of("a", "bc"));
  }

  private Path file(String purpose) {
    return directory.resolve(purpose + ".json");
  }

  /** As a rotation would: the new key stands in the file before its time. */
  private void addKey(String purpose, KeyType type, Instant from) throws IOException {
    Path other = directory.resolve("new-" + purpose + ".json");
    KeyFile.create(other, type);
    ObjectNode root = (ObjectNode) JSON.readTree(Files.readAllBytes(file(purpose)));
    ObjectNode key = (ObjectNode) JSON.readTree(Files.readAllBytes(other)).path("keys").get(0);
    ((ArrayNode) root.get("keys")).add(key.put("from", from.toString()));
    Files.write(file(purpose), JSON.writeValueAsBytes(root));
    Files.setLastModifiedTime(
        file(purpose), FileTime.from(Clock.systemUTC().instant().plusSeconds(5)));
  }
}
