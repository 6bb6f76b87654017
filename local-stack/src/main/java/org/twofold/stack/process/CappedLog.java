package org.twofold.stack.process;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Keeps a log that a process appends to from filling the disk: NAME.log and one NAME.log.1. */
final class CappedLog {

  /** The standard input of a process that nobody types to. */
  static final ProcessBuilder.Redirect NOTHING =
      ProcessBuilder.Redirect.from(new File("/dev/null"));

  private static final long MOST_BYTES = 20L << 20;

  private CappedLog() {}

  /** Copies a log that has grown and empties it; its writer appends, and so begins anew. */
  static void rotate(Path log) {
    try {
      if (Files.exists(log) && Files.size(log) > MOST_BYTES) {
        Files.copy(log, Path.of(log + ".1"), StandardCopyOption.REPLACE_EXISTING);
        FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
            .close();
      }
    } catch (IOException e) {
      // a log that cannot be cut stops no service
    }
  }
}
