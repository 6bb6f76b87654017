package org.twofold.stack.supervisor;

import java.util.List;
import org.twofold.stack.layout.Ports;

/** What the operator reads when everything is ready. */
public final class Welcome {

  /** What its first line begins with. */
  public static final String READY = "Twofold is ready: ";

  private Welcome() {}

  /**
   * The lines.
   *
   * @param dataOption what commands must be given to find this stack; empty for the usual folder
   * @param seconds since the first process was started
   */
  static List<String> lines(Ports ports, String dataOption, boolean detached, long seconds) {
    String site = "http://localhost:" + ports.gateway();
    String stop = "./twofold down" + dataOption;
    return List.of(
        READY + site,
        "  log in      " + site + "/login (the first time: " + site + "/signup)",
        "  inbox       http://localhost:"
            + ports.inbox()
            + " (every e-mail that Twofold sends here)",
        "  events      ./twofold events --follow" + dataOption,
        "  stop        " + (detached ? stop : "Ctrl-C, or " + stop),
        "  It took "
            + seconds
            + " s. Keys and credentials were made up for this machine: not for"
            + " production.");
  }
}
