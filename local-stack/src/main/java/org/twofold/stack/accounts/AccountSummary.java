package org.twofold.stack.accounts;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What an operator may see of an account, as lines. */
public final class AccountSummary {

  private AccountSummary() {}

  /** Line by line. */
  public static List<String> of(JsonNode account) {
    List<String> lines = new ArrayList<>();
    lines.add("user id        " + account.path("userId").asString(""));
    lines.add("state          " + (account.path("disabled").asBoolean(false) ? "closed" : "open"));
    lines.add("since          " + account.path("createdAt").asString(""));
    lines.add("last login     " + account.path("lastLogin").asString("not known"));
    lines.add("last method    " + account.path("lastMethod").asString("none yet"));
    lines.add("sessions       " + account.path("sessions").asInt(0));
    account.path("methods").forEach(method -> lines.add(method(method)));
    lines.add("backup codes   " + account.path("backupCodes").asInt(0) + " left");
    if (account.path("changesStopped").asBoolean(false)) {
      lines.add("changes        stopped by the owner until the password is reset");
    }
    account.path("removals").forEach(removal -> lines.add(removal(removal)));
    return lines;
  }

  private static String method(JsonNode method) {
    String name = method.path("method").asString("");
    StringBuilder line = new StringBuilder("%-15s".formatted(name));
    line.append(method.path("on").asBoolean(false) ? "on" : "off");
    if (!name.equals("EMAIL")) {
      line.append(", ").append(method.path("setUp").asInt(0)).append(" set up");
    }
    if (method.path("locked").asBoolean(false)) {
      line.append(", locked");
    } else if (method.has("lockedUntil")) {
      line.append(", takes no code until ").append(method.path("lockedUntil").asString(""));
    }
    return line.toString();
  }

  private static String removal(JsonNode removal) {
    return "%-15s%s at %s, asked for by %s: %s"
        .formatted(
            "to be removed",
            removal.path("method").asString(""),
            removal.path("dueAt").asString(""),
            removal.path("operator").asString(""),
            removal.path("reason").asString(""));
  }
}
