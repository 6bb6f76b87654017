package org.twofold.stack.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program as it is run: a folder that does not change any more.
 *
 * @param directory named by its content, {@code NAME-HASH}
 */
public record Image(Path directory) {

  /** A file or folder in it. */
  public Path resolve(String path) {
    return directory.resolve(path);
  }

  /** The class path of all its libraries. */
  public String libraries() {
    return directory.resolve("lib") + "/*";
  }

  /** The flags that use its cache, none where it could not be made. */
  public List<String> cacheFlags() {
    return Files.exists(cache()) ? List.of("-XX:AOTCache=" + cache()) : List.of();
  }

  Path cache() {
    return directory.resolve("start.aot");
  }

  /** Where this process makes it: another stack of the same build may be making its own. */
  Path newCache() {
    return directory.resolve("new-" + ProcessHandle.current().pid() + ".aot");
  }

  /** Present where a cache could not be made; holds why, and spares another try. */
  Path cacheFailure() {
    return directory.resolve("start.aot.failed");
  }

  /** Marks it as used by this process until it ends, so that nobody deletes it. */
  public void use() throws IOException {
    Path users = Files.createDirectories(directory.resolve("users"));
    Files.writeString(users.resolve(Long.toString(ProcessHandle.current().pid())), "");
  }
}
