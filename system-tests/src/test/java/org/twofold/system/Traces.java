package org.twofold.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What a stack leaves on the disk, searched byte for byte. */
final class Traces {

  private static final int PART = 1 << 22;
  private static final int LONGEST = 1 << 10;

  private Traces() {}

  /** Files below a folder that hold any of some texts, but for the inbox, which is to hold them. */
  static List<Path> of(Path folder, Collection<String> texts) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !folder.relativize(file).startsWith("inbox"))
          .filter(file -> holds(file, texts))
          .toList();
    }
  }

  private static boolean holds(Path file, Collection<String> texts) {
    try (InputStream in = Files.newInputStream(file)) {
      String before = "";
      for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
        String here = before + new String(part, ISO_8859_1);
        if (texts.stream().anyMatch(here::contains)) {
          return true;
        }
        before = here.substring(Math.max(0, here.length() - LONGEST));
      }
      return false;
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
