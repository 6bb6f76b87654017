package org.twofold.stack.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The images that nobody needs any more. */
final class OldImages {

  private static final int KEPT = 2;
  private static final Duration LONGEST_PREPARATION = Duration.ofHours(1);

  private OldImages() {}

  static void delete(Path folder) throws IOException {
    deleteUnfinished(folder);
    try (Stream<Path> all = Files.list(folder)) {
      Map<String, List<Path>> byName =
          all.filter(path -> !path.getFileName().toString().startsWith("."))
              .filter(Files::isDirectory)
              .collect(Collectors.groupingBy(OldImages::name));
      for (List<Path> ofOne : byName.values()) {
        for (Path old : unused(ofOne)) {
          deleteAll(old);
        }
      }
    }
  }

  /** What a kill in the middle of a preparation left. */
  private static void deleteUnfinished(Path folder) throws IOException {
    FileTime longAgo = FileTime.from(Instant.now().minus(LONGEST_PREPARATION));
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : all.filter(OldImages::isTemporary).toList()) {
        if (Files.getLastModifiedTime(each).compareTo(longAgo) < 0) {
          deleteAll(each);
        }
      }
    }
  }

  private static boolean isTemporary(Path path) {
    return path.getFileName().toString().startsWith(".") && Files.isDirectory(path);
  }

  private static String name(Path image) {
    return image.getFileName().toString().replaceFirst("-[^-]*$", "");
  }

  private static List<Path> unused(List<Path> images) {
    return images.stream()
        .sorted(Comparator.comparing(OldImages::lastUsed).reversed())
        .skip(KEPT)
        .filter(image -> !isUsed(image))
        .toList();
  }

  private static FileTime lastUsed(Path image) {
    Path users = image.resolve("users");
    try {
      return Files.getLastModifiedTime(Files.exists(users) ? users : image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isUsed(Path image) {
    Path users = image.resolve("users");
    if (Files.notExists(users)) {
      return false;
    }
    try (Stream<Path> pids = Files.list(users)) {
      return pids.map(user -> Long.parseLong(user.getFileName().toString()))
          .anyMatch(pid -> ProcessHandle.of(pid).isPresent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
