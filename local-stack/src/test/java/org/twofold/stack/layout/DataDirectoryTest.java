package org.twofold.stack.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.stack.console.OperatorException;

class DataDirectoryTest {

  @TempDir Path folder;

  @Test
  void isTakenByOneSupervisorUntilThatOneEnds() throws Exception {
    DataDirectory data = new DataDirectory(folder);
    data.prepare();
    assertThat(data.isTaken()).isFalse();

    try (FileChannel held = data.take()) {
      assertThat(held.isOpen()).isTrue();
      assertThat(data.isTaken()).isTrue();
      assertThatThrownBy(data::take)
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("Twofold already runs on " + folder)
          .hasMessageContaining("nothing was started");
    }

    assertThat(data.isTaken()).isFalse();
  }

  @Test
  void saysInASentenceThatItCannotBeWritten() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> new DataDirectory(file.resolve("data")).prepare())
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("--data DIR");
  }

  @Test
  void wipesWhatStacksPutThereAndNothingElse() throws Exception {
    Path root = folder.resolve("data");
    DataDirectory data = new DataDirectory(root);
    data.prepare();
    Path foreign = Files.createFile(root.resolve("notes.txt"));
    Files.createDirectories(data.of("kafka").resolve("data"));

    data.wipe();
    assertThat(root).isDirectoryContaining(each -> each.equals(foreign));
    assertThat(data.of("kafka")).doesNotExist();

    Files.delete(foreign);
    data.wipe();
    assertThat(root).doesNotExist();
  }
}
