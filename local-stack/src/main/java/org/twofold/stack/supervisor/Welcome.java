package org.twofold.stack.supervisor;

import java.util.ArrayList;
import java.util.List;
import org.twofold.stack.accounts.DemoSubscribers;
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
   * @param demo whether there are demo subscribers
   * @param seconds since the first process was started
   */
  static List<String> lines(
      Ports ports, String dataOption, boolean detached, boolean demo, long seconds) {
    String site = "http://localhost:" + ports.gateway();
    String stop = "./twofold down" + dataOption;
    List<String> lines = new ArrayList<>();
    lines.add(READY + site);
    lines.add("  log in      " + site + "/login (the first time: " + site + "/signup)");
    if (demo) {
      lines.add("  as          " + String.join(", ", DemoSubscribers.addresses()));
      lines.add("  password    " + DemoSubscribers.PASSWORD);
      lines.add("  demo-totp's code: ./twofold code demo-totp@example.com" + dataOption);
    }
    lines.add(
        "  inbox       http://localhost:%d (every e-mail and text message; SMTP on %d, SMPP on %d)"
            .formatted(ports.inbox(), ports.smtp(), ports.smpp()));
    lines.add("  events      ./twofold events --follow" + dataOption);
    lines.add("  stop        " + (detached ? stop : "Ctrl-C, or " + stop));
    lines.add(
        "  It took "
            + seconds
            + " s. Keys and credentials were made up for this machine: not for production.");
    return lines;
  }
}
