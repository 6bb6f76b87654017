package org.twofold.stack.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.twofold.stack.console.Console;
import org.twofold.stack.layout.DataDirectory;
import org.twofold.stack.layout.Ports;
import tools.jackson.databind.json.JsonMapper;

/** Those who can log in as soon as a new stack is ready. Once for each data folder. */
public final class DemoSubscribers {

  /** Of all of them. */
  public static final String PASSWORD = "correct-horse-battery";

  static final String WITHOUT = "demo@example.com";
  static final String BY_EMAIL = "demo-email@example.com";
  static final String BY_SMS = "demo-sms@example.com";
  static final String BY_TOTP = "demo-totp@example.com";

  /** Of a range that Ofcom keeps for films, and so nobody's. */
  private static final String NUMBER = "+447700900123";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DataDirectory data;
  private final Ports ports;
  private final Console console;
  private final JsonMapper json = JsonMapper.builder().build();

  /** Of a stack that is ready. */
  public DemoSubscribers(DataDirectory data, Ports ports, Console console) {
    this.data = data;
    this.ports = ports;
    this.console = console;
  }

  /** Their addresses. */
  public static List<String> addresses() {
    return List.of(WITHOUT, BY_EMAIL, BY_SMS, BY_TOTP);
  }

  /**
   * Makes them where there are none yet; a stack without them is of use as well.
   *
   * @return whether there are some
   */
  public boolean make() throws IOException, InterruptedException {
    if (Files.exists(data.demoSubscribers())) {
      return true;
    }
    try (ImportClient client = new ImportClient(data, ports, Origin.DEMO, PATIENCE)) {
      if (areTaken(client.send(lines()))) {
        Files.createFile(data.demoSubscribers());
        return true;
      }
    } catch (RefusedException e) {
      console.say(
          "There are no demo subscribers. The gateway takes no accounts: " + e.reason() + ".");
    } catch (GatewayException e) {
      console.say(
          "There are no demo subscribers yet: "
              + e.getMessage()
              + ". The next ./twofold up tries again.");
    }
    return false;
  }

  private boolean areTaken(List<LineAnswer> answers) {
    for (int i = 0; i < answers.size(); i++) {
      for (String fault : answers.get(i).faults()) {
        console.say("No demo subscriber " + addresses().get(i) + ": " + fault + ".");
      }
    }
    return answers.stream().allMatch(answer -> answer.faults().isEmpty());
  }

  private List<byte[]> lines() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    lines.add(line(WITHOUT, Map.of()));
    lines.add(line(BY_EMAIL, Map.of("emailEnabled", true)));
    lines.add(line(BY_SMS, Map.of("phone", NUMBER, "smsEnabled", true)));
    lines.add(line(BY_TOTP, Map.of("totpSecret", DemoSecret.make(data), "totpEnabled", true)));
    return lines;
  }

  private byte[] line(String address, Map<String, ?> factors) {
    Map<String, Object> account = new java.util.LinkedHashMap<>();
    account.put("email", address);
    account.put("password", PASSWORD);
    account.put("locale", "en");
    account.putAll(factors);
    return json.writeValueAsString(account).getBytes(UTF_8);
  }
}
