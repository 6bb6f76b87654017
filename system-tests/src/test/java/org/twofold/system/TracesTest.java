package org.twofold.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTest {

  private static final String CANARY = "canary-7f3a@example.com";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "xy", "xyz", "{\"to\":\""})
  @Tag("G1")
  void aTextIsFoundAsItIsAndInBase64WhereverItBegins(String before) throws IOException {
    byte[] text = (before + CANARY + "\" and more").getBytes(UTF_8);
    Path plain = Files.write(folder.resolve("plain"), text);
    Path encoded =
        Files.writeString(folder.resolve("encoded"), Base64.getEncoder().encodeToString(text));
    Path forUrls =
        Files.writeString(folder.resolve("for-urls"), Base64.getUrlEncoder().encodeToString(text));
    Files.writeString(folder.resolve("other"), "canary-7f3b@example.com");

    assertThat(Traces.of(folder, List.of(CANARY)))
        .containsExactlyInAnyOrder(plain, encoded, forUrls);
  }
}
