package org.twofold.keys;

import java.nio.file.Path;

/**
 * A key file that cannot be used. Its message names the file and what to do, never what is in it.
 */
public final class KeyFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeyFileException(Path file, String problem) {
    super("Key file " + file + " " + problem);
  }
}
