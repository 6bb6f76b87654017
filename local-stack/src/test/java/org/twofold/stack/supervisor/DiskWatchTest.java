package org.twofold.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskWatchTest {

  private final List<String> sentences = new ArrayList<>();
  private long free = 10_000;
  private final DiskWatch disk = new DiskWatch(Path.of("/data"), this::free, sentences::add);

  @Test
  void saysOnceThatTheDiskIsFullAndOnceThatItIsNot() {
    look(10_000, 100);
    assertThat(sentences).isEmpty();

    look(99, 0, 150);
    assertThat(sentences).singleElement().asString().startsWith("The disk of /data is full: 99 MB");
    look(200, 300);
    assertThat(sentences).last().asString().isEqualTo("The disk of /data has room again: 200 MB.");
    assertThat(sentences).hasSize(2);
  }

  @Test
  void saysNothingOfADiskThatCannotBeSeen() {
    look(-1);

    assertThat(sentences).isEmpty();
  }

  private void look(long... moments) {
    for (long moment : moments) {
      free = moment;
      disk.look();
    }
  }

  private long free() {
    if (free < 0) {
      throw new UncheckedIOException(new IOException("gone"));
    }
    return free;
  }
}
