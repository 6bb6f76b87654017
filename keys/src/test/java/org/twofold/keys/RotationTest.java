package org.twofold.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final byte[] TEXT = "demo@example.com".getBytes(UTF_8);
  private static final byte[] HERS = AssociatedData.of("challenge", "user", "EMAIL");

  @TempDir private Path directory;
  private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
  private int rewritten;

  @Test
  void aSuccessorIsTakenUpFromTheFileAndTheOldKeyOpensWhatItSealed() throws Exception {
    KeyFile.create(file("aead"), KeyType.AEAD);
    AeadKey key = keys().aead("aead");
    byte[] before = key.seal(TEXT, HERS);
    rotate("aead", KeyType.AEAD);

    time.set(NOW.plus(MINUTE).plusSeconds(1));
    byte[] after = key.seal(TEXT, HERS);

    assertThat(key.open(before, HERS)).isEqualTo(TEXT);
    assertThat(key.open(after, HERS)).isEqualTo(TEXT);
    assertThat(keyId(after)).isNotEqualTo(keyId(before));
  }

  @Test
  void aSuccessorIsNotUsedBeforeItsMoment() {
    KeyFile.create(file("aead"), KeyType.AEAD);
    AeadKey key = keys().aead("aead");
    byte[] before = key.seal(TEXT, HERS);
    rotate("aead", KeyType.AEAD);

    time.set(NOW.plus(MINUTE).minusSeconds(1));

    assertThat(keyId(key.seal(TEXT, HERS))).isEqualTo(keyId(before));
  }

  @Test
  void aNameByTheOldestKeyStaysTheSame() {
    KeyFile.create(file("prf"), KeyType.PRF);
    PrfKey key = keys().prf("prf");
    byte[] before = key.deriveByOldest(TEXT, 32);
    rotate("prf", KeyType.PRF);

    time.set(NOW.plus(MINUTE).plusSeconds(1));

    assertThat(key.deriveByOldest(TEXT, 32)).isEqualTo(before);
    assertThat(key.derive(TEXT, 32)).isNotEqualTo(before);
  }

  @Test
  @Tag("G2")
  void aPrivateDeliveryKeyDiesSevenDaysAfterItsSuccessorStarted() throws Exception {
    KeyFile.createPair(file("private"), file("public"));
    OpeningKey opens = keys().privateKey("private");
    byte[] old = keys().publicKey("public").seal(TEXT, HERS);
    rotate("private", KeyType.HPKE_PRIVATE);
    Instant successor = NOW.plus(MINUTE);

    time.set(successor.plus(WEEK).minusSeconds(1));
    assertThat(opens.open(old, HERS)).isEqualTo(TEXT);

    time.set(successor.plus(WEEK));
    assertThatThrownBy(() -> opens.open(old, HERS)).isInstanceOf(NotOpenedException.class);
  }

  @Test
  @Tag("G2")
  void aDeadPrivateKeyLeavesItsFileAtTheNextRotation() {
    KeyFile.createPair(file("private"), file("public"));
    rotate("private", KeyType.HPKE_PRIVATE);
    time.set(NOW.plus(MINUTE).plus(WEEK));
    rotate("private", KeyType.HPKE_PRIVATE);

    assertThat(KeyFile.describe(file("private"), KeyType.HPKE_PRIVATE).from())
        .containsExactly(NOW.plus(MINUTE), time.get().plus(MINUTE));
  }

  @Test
  void thePublicFileFollowsThePrivateOne() throws Exception {
    KeyFile.createPair(file("private"), file("public"));
    rotate("private", KeyType.HPKE_PRIVATE);
    KeyFile.writePublic(file("private"), file("public"));
    time.set(NOW.plus(MINUTE));

    byte[] box = keys().publicKey("public").seal(TEXT, HERS);

    assertThat(keys().privateKey("private").open(box, HERS)).isEqualTo(TEXT);
    assertThat(Files.readString(file("public"))).doesNotContain("HpkePrivateKey");
  }

  @Test
  void aSecondSuccessorIsRefusedWhileOneWaits() {
    KeyFile.create(file("mac"), KeyType.MAC);
    rotate("mac", KeyType.MAC);

    assertThatThrownBy(() -> rotate("mac", KeyType.MAC))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("successor already");
  }

  @Test
  void aFileSpoiltWhileItIsInUseLeavesTheKeysThatWereRead() throws Exception {
    KeyFile.create(file("aead"), KeyType.AEAD);
    AeadKey key = keys().aead("aead");
    byte[] before = key.seal(TEXT, HERS);

    Files.writeString(file("aead"), "{\"type\": \"AEAD\"");
    touch("aead");
    time.set(NOW.plusSeconds(2));

    assertThat(key.open(before, HERS)).isEqualTo(TEXT);
  }

  @Test
  void whatTheLocalStackMadeUpIsRefusedElsewhereWithTheCommandThatMakesAnother() {
    KeyFile.create(file("aead"), KeyType.AEAD, true);

    assertThatThrownBy(() -> keys().aead("aead"))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("not for production")
        .hasMessageContaining("./twofold keys create");
    assertThat(new Keys(directory, time::get, true).aead("aead")).isNotNull();
  }

  @Test
  void whatIsMadeUpStaysSoOverARotation() {
    KeyFile.create(file("aead"), KeyType.AEAD, true);
    rotate("aead", KeyType.AEAD);

    assertThat(KeyFile.describe(file("aead"), KeyType.AEAD).madeUp()).isTrue();
  }

  @Test
  @Tag("G7")
  void aDataKeyOpensWhatItSealedAlsoAfterItsWrappingKeyWasRotated() throws Exception {
    KeyFile.create(file("wrap"), KeyType.AEAD);
    DataKeys wrapping = keys().dataKeys("wrap");
    byte[] user = AssociatedData.of("user");
    byte[] hers = wrapping.make(user);
    byte[] box = wrapping.seal(hers, user, TEXT, HERS);
    rotate("wrap", KeyType.AEAD);
    time.set(NOW.plus(MINUTE));

    assertThat(wrapping.open(hers, user, box, HERS)).isEqualTo(TEXT);
    assertThat(wrapping.make(user)).isNotEqualTo(hers);
  }

  @Test
  @Tag("G7")
  void nothingIsOpenedByTheDataKeyOfAnother() throws Exception {
    KeyFile.create(file("wrap"), KeyType.AEAD);
    DataKeys wrapping = keys().dataKeys("wrap");
    byte[] user = AssociatedData.of("user");
    byte[] other = AssociatedData.of("other");
    byte[] hers = wrapping.make(user);
    byte[] his = wrapping.make(other);
    byte[] box = wrapping.seal(hers, user, TEXT, HERS);

    assertThatThrownBy(() -> wrapping.open(his, other, box, HERS))
        .isInstanceOf(NotOpenedException.class);
    assertThatThrownBy(() -> wrapping.open(hers, other, box, HERS))
        .isInstanceOf(NotOpenedException.class);
    assertThatThrownBy(() -> wrapping.open(new byte[] {1, 2, 3}, user, box, HERS))
        .isInstanceOf(NotOpenedException.class);
  }

  /** Tink's prefix of what is sealed names its key. */
  private static String keyId(byte[] sealed) {
    return java.util.HexFormat.of().formatHex(sealed, 0, 5);
  }

  private void rotate(String purpose, KeyType type) {
    KeyFile.rotate(file(purpose), type, time.get(), time.get().plus(MINUTE));
    touch(purpose);
  }

  /** So that a file system with coarse times shows the change. */
  private void touch(String purpose) {
    try {
      Files.setLastModifiedTime(
          file(purpose), FileTime.from(Clock.systemUTC().instant().plusSeconds(5L * ++rewritten)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Keys keys() {
    return new Keys(directory, time::get);
  }

  private Path file(String purpose) {
    return directory.resolve(purpose + ".json");
  }
}
