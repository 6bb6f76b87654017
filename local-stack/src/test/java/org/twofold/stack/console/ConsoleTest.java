package org.twofold.stack.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void writesOverTheWaitingLineOfATerminal() {
    Console console = console(true);
    console.waitingFor(List.of("kafka", "inbox"), 1);
    console.waitingFor(List.of("kafka"), 2);
    console.say("Done.");
    String all = written.toString(UTF_8);
    assertThat(all.split("\r", -1))
        .anyMatch(line -> line.endsWith("Waiting for kafka, inbox (1 s)"))
        .anyMatch(line -> line.endsWith("Waiting for kafka (2 s)"));
    assertThat(all).endsWith("\r\u001b[KDone." + System.lineSeparator());
  }

  @Test
  void writesALineElsewhereOnlyWhenWhatIsWaitedForChanges() {
    Console console = console(false);
    console.waitingFor(List.of("kafka"), 1);
    console.waitingFor(List.of("kafka"), 2);
    console.waitingFor(List.of("kafka"), 3);
    console.waitingFor(List.of("inbox"), 4);
    console.waitingFor(List.of(), 5);
    assertThat(written.toString(UTF_8).lines())
        .containsExactly("Waiting for kafka", "Waiting for inbox");
  }

  @Test
  void keepsALongLineOnOneLineOfATerminal() {
    console(true).waitingFor(List.of("x".repeat(300)), 1);
    assertThat(written.toString(UTF_8)).hasSizeLessThan(90).endsWith("…");
  }

  @Test
  void writesProgressOverOnATerminalOnly() {
    Console terminal = console(true);
    terminal.progress("50 lines done");
    terminal.complain("line 3: email");
    assertThat(written.toString(UTF_8))
        .isEqualTo("\r\u001b[K50 lines done\r\u001b[Kline 3: email\n");

    written.reset();
    console(false).progress("50 lines done");
    assertThat(written.toString(UTF_8)).isEqualTo("50 lines done\n");
  }

  private Console console(boolean terminal) {
    PrintStream out = new PrintStream(written, true, UTF_8);
    return new Console(out, out, terminal);
  }
}
