package org.twofold.stack.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {

  /** Beyond what Linux gives out, so nobody's. */
  private static final String NOBODY = "2147483646";

  @TempDir Path folder;
  private Images images;
  private Path jar;

  @BeforeEach
  void make() throws IOException {
    images = new Images(folder.resolve("runtime"));
    jar = Files.writeString(folder.resolve("app-1.0.0-SNAPSHOT.jar"), "one");
  }

  @Test
  void fillsAnImageOnceForTheSameContent() throws Exception {
    AtomicInteger fillings = new AtomicInteger();
    Image first = images.of("app", List.of(jar), _ -> fillings.incrementAndGet());
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
    Image again = images.of("app", List.of(jar), _ -> fillings.incrementAndGet());
    assertThat(again).isEqualTo(first);
    assertThat(fillings).hasValue(1);
  }

  @Test
  void makesAnotherImageForOtherContentAndLeavesTheFormer() throws Exception {
    Image former = images.of("app", List.of(jar), ImagesTest::fill);
    Files.writeString(jar, "two");
    Image next = images.of("app", List.of(jar), ImagesTest::fill);
    assertThat(next.directory()).isNotEqualTo(former.directory());
    assertThat(former.resolve("content")).exists();
  }

  @Test
  void leavesNothingThatLooksWholeWhenFillingFails() {
    assertThatThrownBy(
            () ->
                images.of(
                    "app",
                    List.of(jar),
                    _ -> {
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(folder.resolve("runtime")).isDirectoryNotContaining("glob:**/app-*");
  }

  @Test
  void sweepsAllButTheTwoNewestThatNobodyUses() throws Exception {
    Path oldest = imageUsedBy("1", NOBODY, 5);
    Path running = imageUsedBy("2", Long.toString(ProcessHandle.current().pid()), 4);
    Path former = imageUsedBy("3", NOBODY, 3);
    Path newest = imageUsedBy("4", NOBODY, 2);
    images.sweep();
    assertThat(oldest).doesNotExist();
    assertThat(running).exists();
    assertThat(former).exists();
    assertThat(newest).exists();
  }

  private Path imageUsedBy(String hash, String pid, int hoursAgo) throws IOException {
    Path image = folder.resolve("runtime").resolve("app-" + hash);
    Path users = Files.createDirectories(image.resolve("users"));
    Files.writeString(users.resolve(pid), "");
    FileTime then = FileTime.from(Instant.now().minus(Duration.ofHours(hoursAgo)));
    Files.setLastModifiedTime(users, then);
    return image;
  }

  private static void fill(Path directory) throws IOException {
    Files.writeString(directory.resolve("content"), "content");
  }
}
