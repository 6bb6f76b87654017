package org.twofold.stack.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The folder of images. Several stacks of one checkout share it. */
public final class Images {

  private final Path folder;

  /**
   * @param folder made if absent
   */
  public Images(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Fills the folder of a new image. */
  @FunctionalInterface
  public interface Filling {
    /** Puts everything into the folder. */
    void fill(Path directory) throws IOException, InterruptedException;
  }

  /**
   * The image of these files; filled if it does not stand yet, all of it or nothing.
   *
   * @param name of the program
   * @param sources the files that it is made from
   */
  public Image of(String name, List<Path> sources, Filling filling)
      throws IOException, InterruptedException {
    String hash = ContentHash.of(sources, Runtime.version().toString());
    Image image = new Image(folder.resolve(name + "-" + hash));
    try (FileChannel channel = lockFile();
        FileLock _ = channel.lock()) {
      if (Files.notExists(image.directory())) {
        Path temporary = Files.createTempDirectory(folder, ".new-");
        filling.fill(temporary);
        Files.move(temporary, image.directory());
      }
      image.use();
    }
    return image;
  }

  /** Deletes all but the two newest of each program, where no running stack uses them. */
  public void sweep() throws IOException {
    try (FileChannel channel = lockFile();
        FileLock _ = channel.lock()) {
      OldImages.delete(folder);
    }
  }

  /** Deletes a folder and all that is in it. */
  public static void deleteAll(Path directory) throws IOException {
    OldImages.deleteAll(directory);
  }

  private FileChannel lockFile() throws IOException {
    return FileChannel.open(
        folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
