package org.twofold.stack.layout;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.twofold.stack.console.OperatorException;

/**
 * The folder of the sources, with what was built in it.
 *
 * @param home absolute
 */
public record Checkout(Path home) {

  /** The one that the launcher stands in. */
  public static Checkout ofLauncher() {
    return new Checkout(
        Path.of(System.getProperty("twofold.home", ".")).toAbsolutePath().normalize());
  }

  /** The copy of this module that this process runs from; empty outside the launcher. */
  public Optional<Path> ownImage() {
    return Optional.ofNullable(System.getProperty("twofold.image")).map(name -> Path.of(name));
  }

  /** Where what is run is kept. */
  public Path images() {
    return home.resolve(".runtime");
  }

  /**
   * The jar of a module.
   *
   * @throws OperatorException if it is not built
   */
  public Path jar(String module) {
    Pattern name = Pattern.compile(Pattern.quote(module) + "-\\d[^-]*(-SNAPSHOT)?\\.jar");
    try (Stream<Path> built = Files.list(target(module))) {
      return built
          .filter(file -> name.matcher(file.getFileName().toString()).matches())
          .findFirst()
          .orElseThrow(() -> notBuilt(module));
    } catch (IOException e) {
      throw notBuilt(module);
    }
  }

  /**
   * Files that the build of this module names: {@code stack}, {@code broker} or {@code registry}.
   *
   * @throws OperatorException if it is not built
   */
  public List<Path> classPath(String name) {
    try {
      String files = Files.readString(target("local-stack").resolve("classpath").resolve(name));
      return Stream.of(files.strip().split(File.pathSeparator)).map(Path::of).toList();
    } catch (IOException e) {
      throw notBuilt("local-stack");
    }
  }

  private Path target(String module) {
    return home.resolve(module).resolve("target");
  }

  private static OperatorException notBuilt(String module) {
    return new OperatorException(
        "The module " + module + " is not built; nothing was started. ./twofold up builds it.");
  }
}
