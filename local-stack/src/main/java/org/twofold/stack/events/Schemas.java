package org.twofold.stack.events;

import java.io.IOException;
import org.apache.avro.Schema;

/** Where schemas are known by their ids. */
interface Schemas {

  /**
   * The schema.
   *
   * @throws IOException if nobody answers, or nobody knows it
   */
  Schema withId(int id) throws IOException, InterruptedException;
}
