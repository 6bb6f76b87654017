package org.twofold.stack.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.twofold.stack.accounts.AccountSummary;
import org.twofold.stack.accounts.HelpDesk;
import org.twofold.stack.console.Arguments;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.control.ControlClient;
import org.twofold.stack.layout.DataDirectory;
import tools.jackson.databind.JsonNode;

/** {@code accounts ACTION ADDRESS}: the operator's help desk. */
final class AccountsCommand implements Command {

  private static final String SHOW = "show";
  private static final String REMOVE = "remove-factor";
  private static final Set<String> ACTIONS =
      Set.of(SHOW, "unlock", REMOVE, "end-sessions", "disable", "enable");

  private static final Map<String, String> FACTORS =
      Map.of("email", "EMAIL", "sms", "SMS", "totp", "TOTP", "backup-codes", "BACKUP_CODE");

  private final Console console;

  AccountsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Set<String> options() {
    return Set.of("--reason", "--operator", "--factor");
  }

  @Override
  public int run(Arguments arguments, DataDirectory data) throws InterruptedException {
    String action = action(arguments);
    Map<String, String> request = request(action, arguments);
    HelpDesk desk = new HelpDesk(data, ControlClient.of(data).file().ports());
    JsonNode answer = desk.ask(action, request);
    if (action.equals(SHOW)) {
      AccountSummary.of(answer).forEach(console::say);
    } else {
      console.say(sentence(action, answer));
    }
    return 0;
  }

  private static String action(Arguments arguments) {
    List<String> words = arguments.rest();
    if (words.size() != 2 || !ACTIONS.contains(words.getFirst())) {
      throw new OperatorException(
          "Give show, unlock, remove-factor, end-sessions, disable or enable, then one address;"
              + " --help shows how.");
    }
    return words.getFirst();
  }

  static Map<String, String> request(String action, Arguments arguments) {
    Map<String, String> request = new HashMap<>();
    request.put("address", arguments.rest().getLast());
    if (action.equals(SHOW)) {
      return request;
    }
    request.put(
        "reason",
        arguments
            .option("--reason")
            .filter(reason -> !reason.isBlank())
            .orElseThrow(
                () ->
                    new OperatorException(
                        "Give the reason with --reason TEXT: it stands in the account's history"
                            + " with your name.")));
    request.put("operator", arguments.option("--operator").orElseGet(AccountsCommand::user));
    factor(action, arguments).ifPresent(factor -> request.put("method", factor));
    return request;
  }

  private static Optional<String> factor(String action, Arguments arguments) {
    Optional<String> given = arguments.option("--factor");
    if (given.isEmpty() && action.equals(REMOVE)) {
      throw new OperatorException("Say which with --factor email, sms or totp.");
    }
    return given.map(
        name ->
            Optional.ofNullable(FACTORS.get(name))
                .orElseThrow(
                    () ->
                        new OperatorException(
                            "There is no factor " + name + "; --help lists them.")));
  }

  private static String user() {
    return System.getProperty("user.name", "");
  }

  static String sentence(String action, JsonNode answer) {
    boolean changed = answer.path("changed").asBoolean(false);
    return switch (action) {
      case "unlock" -> unlocked(answer.path("unlocked"));
      case REMOVE ->
          answer.path("method").asString("")
              + " will be removed at "
              + answer.path("dueAt").asString("")
              + ". All contacts of the account were told, and its owner can stop it until then.";
      case "end-sessions" -> "All sessions were ended. All contacts of the account were told.";
      case "disable" ->
          changed
              ? "Closed: nobody can log in until ./twofold accounts enable. All sessions were"
                  + " ended, and all contacts of the account were told."
              : "It was closed already; nothing was done.";
      default ->
          changed
              ? "Opened: its owner can log in again. All contacts of the account were told."
              : "It was open already; nothing was done.";
    };
  }

  private static String unlocked(JsonNode methods) {
    if (methods.isEmpty()) {
      return "Nothing was locked; nothing was done.";
    }
    StringBuilder names = new StringBuilder();
    methods.forEach(
        method -> names.append(names.isEmpty() ? "" : ", ").append(method.asString("")));
    return "Unlocked: " + names + ". All contacts of the account are told.";
  }
}
