package org.twofold.stack.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of this JDK. A cache only fits the flags that it was made with. */
public final class Jvm {

  private Jvm() {}

  /** The java of the JDK that this process runs on. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * A command.
   *
   * @param heapMb the most that its heap may grow to
   * @param further flags and properties, the cache's among them
   * @param program class path and main class, or -jar, and arguments
   */
  public static List<String> command(int heapMb, List<String> further, List<String> program) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-Xmx" + heapMb + "m");
    command.add("-XX:+UseSerialGC");
    // what runs out of memory is started again instead of limping on
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Dorg.apache.avro.SERIALIZABLE_PACKAGES=org.twofold.events");
    command.addAll(further);
    command.addAll(program);
    return command;
  }
}
