package org.twofold.stack.events;

import java.io.IOException;
import org.twofold.stack.layout.Ports;
import tools.jackson.databind.node.ObjectNode;

/** An event of a record as JSON, what is sealed shown as {@code "<sealed>"}. */
public final class EventText {

  private final WireFormat format;

  /** With the schemas of the registry of this stack. */
  public EventText(Ports ports) {
    this.format = WireFormat.of(ports);
  }

  /**
   * Reads one.
   *
   * @throws IOException if it is none, or the registry does not know its schema or answer
   */
  public ObjectNode read(byte[] value) throws IOException, InterruptedException {
    return EventJson.of(format.read(value));
  }
}
