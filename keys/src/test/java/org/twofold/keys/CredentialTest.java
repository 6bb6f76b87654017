package org.twofold.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialTest {

  private static final String TOKEN = "a".repeat(43);

  @TempDir private Path directory;

  @Test
  void matchesItselfAndNothingElse() throws IOException {
    Credential credential = Credential.read(file(TOKEN + "\n"), "twofold.x");

    assertThat(credential.matches(TOKEN)).isTrue();
    assertThat(credential.matches(TOKEN + "a")).isFalse();
    assertThat(credential.matches("")).isFalse();
    assertThat(credential.matches(null)).isFalse();
    assertThat(credential.toString()).doesNotContain(TOKEN);
  }

  @Test
  void anEmptyOrAbsentFileLetsNobodyIn() throws IOException {
    Path empty = file("\n");

    assertThatThrownBy(() -> Credential.read(empty, "twofold.x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("twofold.x")
        .hasMessageContaining("holds no token");
    assertThatThrownBy(() -> Credential.read(directory.resolve("absent"), "twofold.x"))
        .hasMessageContaining("cannot be read");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("token"), content);
  }
}
