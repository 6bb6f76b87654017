package org.twofold.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a stack leaves on the disk, searched byte for byte. */
final class Traces {

  private static final int PART = 1 << 22;
  private static final int LONGEST = 1 << 10;

  /** What is shorter is found by chance. */
  private static final int SHORTEST = 8;

  private Traces() {}

  /**
   * Files below a folder that hold any of some texts, as they are or in base64, but for the inbox,
   * which is to hold them.
   */
  static List<Path> of(Path folder, Collection<String> plain) throws IOException {
    List<String> texts =
        plain.stream().flatMap(text -> Stream.concat(Stream.of(text), inBase64(text))).toList();
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !folder.relativize(file).startsWith("inbox"))
          .filter(file -> holds(file, texts))
          .toList();
    }
  }

  /**
   * What a text looks like inside something longer that is written in base64 (RFC 4648): it may
   * begin at each of three places, and what it shares with its neighbours is left out.
   */
  static Stream<String> inBase64(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return IntStream.range(0, 3)
        .mapToObj(
            before -> {
              byte[] shifted = new byte[before + bytes.length];
              System.arraycopy(bytes, 0, shifted, before, bytes.length);
              String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
              int whole = shifted.length / 3 * 4;
              return encoded.substring(before == 0 ? 0 : 4, whole);
            })
        .filter(encoded -> encoded.length() >= SHORTEST)
        .flatMap(
            encoded -> Stream.of(encoded, encoded.replace('+', '-').replace('/', '_')).distinct());
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
