package org.twofold.stack.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inbox as a mail server that misbehaves. */
class InboxFaultsTest {

  private static final String ADA = "ada@example.com";

  @TempDir Path directory;

  private RunningInbox inbox;

  @BeforeEach
  void start() throws IOException {
    inbox = new RunningInbox(directory);
  }

  @AfterEach
  void stop() {
    inbox.close();
  }

  @Test
  void misbehavesAtEachStepOnDemand() throws Exception {
    inbox.faults("{\"rcptReply\":\"451 4.3.0 try later\"}");
    assertThatThrownBy(() -> inbox.send(ADA, "a", "a", null))
        .isInstanceOf(SendFailedException.class)
        .hasStackTraceContaining("451 4.3.0 try later");
    inbox.faults("{\"mailReply\":\"421 4.3.2 closing\"}");
    assertThatThrownBy(() -> inbox.send(ADA, "b", "b", null))
        .isInstanceOf(MessagingException.class)
        .hasStackTraceContaining("421 4.3.2 closing");
    inbox.faults("{\"dataReply\":\"552 5.2.2 mailbox full\"}");
    assertThatThrownBy(() -> inbox.send(ADA, "c", "c", null))
        .isInstanceOf(MessagingException.class)
        .hasStackTraceContaining("552 5.2.2 mailbox full");
    assertThat(inbox.messages("")).isEmpty();

    assertThat(inbox.call("DELETE", "/api/faults", null).statusCode()).isEqualTo(204);
    inbox.send(ADA, "d", "d", null);
    assertThat(inbox.messages("")).hasSize(1);
  }

  @Test
  void misbehavesBeforeAMailBeginsOnDemand() throws Exception {
    inbox.faults("{\"greetingReply\":\"421 4.3.2 closing\"}");
    assertThatThrownBy(inbox::connect)
        .isInstanceOf(MessagingException.class)
        .hasStackTraceContaining("421");
    inbox.faults("{\"ehloReply\":\"554 5.7.1 not you\"}");
    assertThatThrownBy(inbox::connect)
        .isInstanceOf(MessagingException.class)
        .hasStackTraceContaining("554 5.7.1 not you");

    assertThat(inbox.call("DELETE", "/api/faults", null).statusCode()).isEqualTo(204);
    inbox.send(ADA, "a", "a", null);
    assertThat(inbox.messages("")).hasSize(1);
  }

  @Test
  void stallsOnDemand() throws Exception {
    inbox.faults("{\"stallMillis\":300}");
    Instant start = Instant.now();

    inbox.send(ADA, "slow", "slow", null);

    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void refusesFaultsThatCannotBe() throws Exception {
    for (String body :
        new String[] {
          "{\"rcptReply\":\"250 Ok\"}",
          "{\"greetingReply\":\"220 hello\"}",
          "{\"submitStatus\":\"0\"}",
          "{\"submitStatus\":\"throttled\"}",
          "{\"receiptStat\":\"LOST\"}",
          "{\"stallMillis\":-1}",
          "{\"reply\":null}",
          "nonsense",
          ""
        }) {
      assertThat(inbox.call("POST", "/api/faults", body).statusCode()).as(body).isEqualTo(400);
    }
  }
}
