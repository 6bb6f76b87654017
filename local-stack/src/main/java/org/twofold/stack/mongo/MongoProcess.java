package org.twofold.stack.mongo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The process {@code mongodb} of the local stack: arguments are its folder and its port. */
public final class MongoProcess {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private MongoProcess() {}

  /** Runs until it is stopped, or until its file cannot be written. */
  public static void main(String[] arguments) throws Exception {
    Path file = Files.createDirectories(Path.of(arguments[0])).resolve("data.mv");
    StandInMongo server = StandInMongo.onFile(file, Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    System.out.println("MongoDB stand-in on port " + server.port() + ", data in " + file);
    while (!server.isBroken()) {
      Thread.sleep(LOOK_EVERY);
    }
    System.err.println(
        "The MongoDB stand-in cannot write "
            + file
            + " any more, probably because the disk is full. What it acknowledged is in the file."
            + " Free some space; it starts again by itself.");
    Runtime.getRuntime().halt(1);
  }
}
