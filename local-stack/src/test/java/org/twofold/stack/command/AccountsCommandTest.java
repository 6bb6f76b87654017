package org.twofold.stack.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twofold.stack.console.Arguments;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.layout.DataDirectory;
import tools.jackson.databind.json.JsonMapper;

@Tag("D5")
class AccountsCommandTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final AccountsCommand command = new AccountsCommand(Console.standard());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "show",
        "erase ada@example.com",
        "disable ada@example.com bob@example.com --reason x"
      })
  void saysWhatItTakes(String line) {
    assertThatThrownBy(() -> command.run(parsed(line), new DataDirectory(Path.of("none"))))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("Give show, unlock");
  }

  @ParameterizedTest
  @CsvSource({
    "unlock ada@example.com,--reason TEXT",
    "disable ada@example.com --reason=,--reason TEXT",
    "remove-factor ada@example.com --reason=lost,--factor email",
    "remove-factor ada@example.com --reason=lost --factor=pigeon,no factor pigeon"
  })
  void doesNothingWithoutAReasonAndAFactor(String line, String sentence) {
    assertThatThrownBy(() -> request(line))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void namesTheOperatorByTheUserOfTheMachineOrByTheOption() {
    assertThat(request("disable ada@example.com --reason=lost"))
        .isEqualTo(
            Map.of(
                "address",
                "ada@example.com",
                "reason",
                "lost",
                "operator",
                System.getProperty("user.name")));
    assertThat(request("unlock ada@example.com --reason=lost --operator=olga --factor=totp"))
        .containsEntry("operator", "olga")
        .containsEntry("method", "TOTP");
    assertThat(request("show ada@example.com")).isEqualTo(Map.of("address", "ada@example.com"));
  }

  @Test
  void saysWhatWasDone() {
    assertThat(sentence("unlock", "{\"unlocked\":[\"EMAIL\",\"TOTP\"]}"))
        .startsWith("Unlocked: EMAIL, TOTP.");
    assertThat(sentence("unlock", "{\"unlocked\":[]}")).contains("nothing was done");
    assertThat(sentence("disable", "{\"changed\":true}")).startsWith("Closed");
    assertThat(sentence("disable", "{\"changed\":false}")).contains("already");
    assertThat(sentence("enable", "{\"changed\":true}")).startsWith("Opened");
    assertThat(sentence("enable", "{\"changed\":false}")).contains("already");
    assertThat(sentence("remove-factor", "{\"method\":\"SMS\",\"dueAt\":\"2026-11-25T09:00:00Z\"}"))
        .contains("SMS will be removed at 2026-11-25T09:00:00Z");
  }

  private static String sentence(String action, String answer) {
    return AccountsCommand.sentence(action, JSON.readTree(answer));
  }

  private Map<String, String> request(String line) {
    Arguments arguments = parsed(line);
    return AccountsCommand.request(arguments.rest().getFirst(), arguments);
  }

  private Arguments parsed(String line) {
    List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" "));
    return Arguments.parse(words, command.options(), Set.of());
  }
}
