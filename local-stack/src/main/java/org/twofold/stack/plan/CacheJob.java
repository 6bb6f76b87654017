package org.twofold.stack.plan;

import java.io.IOException;
import org.twofold.stack.image.Image;
import org.twofold.stack.image.StartCache;
import org.twofold.stack.image.StartCache.Training;

/**
 * A cache to make.
 *
 * @param name of the program
 * @param training asked for only when it is made
 */
public record CacheJob(String name, Image image, Run training) {

  /** Prepares the run. */
  @FunctionalInterface
  public interface Run {
    /** What to run. */
    Training get() throws IOException, InterruptedException;
  }

  boolean isOpen() {
    return !StartCache.isSettled(image);
  }
}
