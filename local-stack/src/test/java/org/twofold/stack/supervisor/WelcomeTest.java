package org.twofold.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.twofold.stack.layout.Ports;

class WelcomeTest {

  @Test
  void beginsWithTheAddressAndNamesWhatListens() {
    List<String> lines = Welcome.lines(new Ports(100), " --data /d", true, false, 30);

    assertThat(lines).first().isEqualTo("Twofold is ready: http://localhost:8180");
    assertThat(String.join("\n", lines))
        .contains("http://localhost:8125", "SMTP on 1125", "SMPP on 2875")
        .contains("./twofold events --follow --data /d", "./twofold down --data /d")
        .contains("not for production")
        .doesNotContain("demo");
  }

  @Test
  void namesTheDemoSubscribersWhereThereAreSome() {
    assertThat(String.join("\n", Welcome.lines(new Ports(0), "", false, true, 30)))
        .contains("demo@example.com, demo-email@example.com, demo-sms@example.com, demo-totp@")
        .contains("correct-horse-battery", "./twofold code demo-totp@example.com");
  }
}
