package org.twofold.stack.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.stack.image.StartCache.Training;
import org.twofold.stack.process.Watchdog;

class StartCacheTest {

  @TempDir Path directory;

  @Test
  void makesACacheThatTheSameProgramStartsWith() throws Exception {
    Image image = new Image(directory);
    try (Watchdog watchdog = new Watchdog()) {
      Tool tool = new Tool(watchdog);
      new StartCache(tool).make(image, training("--version"));
      assertThat(StartCache.failure(image)).isEmpty();
      assertThat(StartCache.isSettled(image)).isTrue();
      assertThat(image.cacheFlags()).containsExactly("-XX:AOTCache=" + directory + "/start.aot");
    }
  }

  @Test
  void notesWhyThereIsNoneAndDoesNotTryAgain() throws Exception {
    Image image = new Image(directory);
    try (Watchdog watchdog = new Watchdog()) {
      new StartCache(new Tool(watchdog)).make(image, training("no.such.Main"));
    }
    assertThat(StartCache.failure(image)).get().asString().contains("training.log");
    assertThat(StartCache.isSettled(image)).isTrue();
    assertThat(image.cacheFlags()).isEmpty();
  }

  /** The JDK's own tools are programs that are always there. */
  private static Training training(String argument) {
    List<String> program =
        argument.startsWith("--")
            ? List.of("-m", "jdk.compiler/com.sun.tools.javac.Main", argument)
            : List.of(argument);
    return new Training(64, List.of(), program, Map.of(), Optional.empty());
  }
}
