package org.twofold.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnEnvironmentTest {

  @Test
  void tellsAChildNothingOfTheAdministratorsDatabase() {
    ProcessBuilder child = new ProcessBuilder("true");
    child
        .environment()
        .putAll(
            Map.of(
                "TWOFOLD_MONGO_URI", "mongodb://admin:secret@db", "TWOFOLD_SMS_HOST", "localhost"));

    OwnEnvironment.withhold(child);

    assertThat(child.environment())
        .doesNotContainKey("TWOFOLD_MONGO_URI")
        .containsKeys("TWOFOLD_SMS_HOST", "PATH");
  }
}
