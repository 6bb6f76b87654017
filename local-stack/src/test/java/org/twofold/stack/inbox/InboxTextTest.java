package org.twofold.stack.inbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Text messages by real SMPP, read over HTTP. */
class InboxTextTest {

  private static final int GSM = 0;
  private static final int LATIN_1 = 3;
  private static final int UCS_2 = 8;

  @TempDir Path directory;

  private RunningInbox inbox;
  private TextSender sender;

  @BeforeEach
  void start() throws IOException {
    inbox = new RunningInbox(directory);
    sender = inbox.texts();
  }

  @AfterEach
  void stop() {
    sender.close();
    inbox.close();
  }

  @Test
  void showsATextMessageToANumberInE164() throws Exception {
    String id = sender.send(GSM, "Code: 493107\n@localhost #493107".getBytes(US_ASCII));

    assertThat(id).isNotEmpty();
    JsonNode message = inbox.messages("?to=%2B" + TextSender.NUMBER).get(0);
    assertThat(message.path("channel").asString()).isEqualTo("SMS");
    assertThat(message.path("to").asString()).isEqualTo("+447700900123");
    assertThat(message.path("subject").isNull()).isTrue();
    assertThat(message.path("html").isNull()).isTrue();
    // in the default alphabet 0x00 is the at sign, and 0x40 the inverted exclamation mark
    assertThat(message.path("text").asString()).isEqualTo("Code: 493107\n¡localhost #493107");
    assertThat(Instant.parse(message.path("receivedAt").asString()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
  }

  @Test
  void readsTheDefaultAlphabetWithItsExtension() throws Exception {
    sender.send(GSM, HexFormat.of().parseHex("00" + "0504" + "1b65" + "1b3c" + "1b3e" + "5c7e"));

    assertThat(onlyText()).isEqualTo("@éè€[]Öü");
  }

  @Test
  void readsEveryCharacterOfTheDefaultAlphabet() {
    byte[] all = new byte[128];
    for (int code = 0; code < all.length; code++) {
      all[code] = (byte) code;
    }

    // of the escape and what follows it, that character is left
    assertThat(Gsm7.decode(all)).hasSize(127).startsWith("@£$¥").contains("ΞÆæ").endsWith("öñüà");
  }

  @Test
  void readsLatinAndUnicode() throws Exception {
    sender.send(LATIN_1, "Grüße à 493107".getBytes(ISO_8859_1));
    sender.send(UCS_2, "Ваш код 493107 😀".getBytes(UTF_16BE));

    JsonNode messages = inbox.messages("");
    assertThat(messages.get(1).path("text").asString()).isEqualTo("Grüße à 493107");
    assertThat(messages.get(0).path("text").asString()).isEqualTo("Ваш код 493107 😀");
  }

  @Test
  void readsALongMessageFromItsPayload() throws Exception {
    String text = "long ".repeat(100);

    sender.sendPayload(GSM, text.getBytes(US_ASCII));

    assertThat(onlyText()).isEqualTo(text);
  }

  @Test
  void putsPartsTogetherInWhateverOrderTheyCome() throws Exception {
    byte[] whole = ("x".repeat(66) + "😀 493107").getBytes(UTF_16BE);
    // the first part ends in the middle of a character of two units
    byte[] first = Arrays.copyOfRange(whole, 0, 134);
    byte[] second = Arrays.copyOfRange(whole, 134, whole.length);

    sender.sendPart(UCS_2, withHeader("0608041234" + "0202", second));
    assertThat(inbox.messages("")).isEmpty();
    sender.sendPart(UCS_2, withHeader("050003aa" + "0201", first));
    assertThat(inbox.messages("")).as("a part of another message").isEmpty();
    sender.sendPart(UCS_2, withHeader("0608041234" + "0201", first));

    assertThat(onlyText()).isEqualTo("x".repeat(66) + "😀 493107");
  }

  private static byte[] withHeader(String header, byte[] body) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.writeBytes(HexFormat.of().parseHex(header));
    octets.writeBytes(body);
    return octets.toByteArray();
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThatThrownBy(() -> sender.send(4, new byte[] {1, 2}))
        .isInstanceOfSatisfying(NegativeResponseException.class, e -> hasStatus(e, 0x104));
    assertThatThrownBy(() -> sender.sendPart(GSM, new byte[] {9, 0, 3}))
        .isInstanceOfSatisfying(NegativeResponseException.class, e -> hasStatus(e, 0x43));
  }

  private static void hasStatus(NegativeResponseException e, int status) {
    assertThat(e.getCommandStatus()).isEqualTo(status);
  }

  @Test
  void givesAReceiptToWhoeverAskedForOne() throws Exception {
    sender.sendForReceipt(0);
    String id = sender.sendForReceipt(1);

    DeliverSm receipt = onlyReceipt();
    DeliveryReceipt content = receipt.getShortMessageAsDeliveryReceipt();
    assertThat(content.getId()).isEqualTo(id);
    assertThat(content.getFinalStatus()).isEqualTo(DeliveryReceiptState.DELIVRD);
    assertThat(receipt.getSourceAddr()).isEqualTo(TextSender.NUMBER);
    assertThat(new String(receipt.getShortMessage(), US_ASCII))
        .startsWith("id:" + id + " sub:001 dlvrd:001 ")
        .doesNotContain("493107");
    assertThat(
            receipt
                .getOptionalParameter(OptionalParameter.Receipted_message_id.class)
                .getValueAsString())
        .isEqualTo(id);
  }

  @Test
  void saysOnDemandThatAMessageWasNotDelivered() throws Exception {
    inbox.faults("{\"receiptStat\":\"NONE\"}");
    sender.sendForReceipt(1);
    inbox.faults("{\"receiptStat\":\"UNDELIV\"}");
    String id = sender.sendForReceipt(1);

    DeliveryReceipt content = onlyReceipt().getShortMessageAsDeliveryReceipt();
    assertThat(content.getId()).isEqualTo(id);
    assertThat(content.getFinalStatus()).isEqualTo(DeliveryReceiptState.UNDELIV);
  }

  @Test
  void refusesAndStallsOnDemand() throws Exception {
    inbox.faults("{\"submitStatus\":\"0x00000058\"}");
    assertThatThrownBy(() -> sender.sendForReceipt(1))
        .isInstanceOfSatisfying(NegativeResponseException.class, e -> hasStatus(e, 88));
    inbox.faults("{\"submitStatus\":20,\"stallMillis\":300}");
    Instant start = Instant.now();
    assertThatThrownBy(() -> sender.sendForReceipt(1))
        .isInstanceOfSatisfying(NegativeResponseException.class, e -> hasStatus(e, 20));

    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(300));
    assertThat(inbox.messages("")).isEmpty();
    assertThat(sender.receipts).isEmpty();
  }

  @Test
  void showsTheCodeOfATextMessageOnThePage() throws Exception {
    sender.send(LATIN_1, "Code: 493107\n@localhost #493107 <b>".getBytes(ISO_8859_1));

    assertThat(inbox.call("GET", "/", null).body())
        .contains("aria-label=\"Text message\"")
        .contains("<span class=\"to\">+447700900123</span>")
        .contains("<strong class=\"code\">493107</strong>")
        .contains("<p class=\"text\">Code: 493107\n@localhost #493107 &lt;b&gt;</p>")
        .doesNotContain("<details");
  }

  private String onlyText() throws Exception {
    JsonNode messages = inbox.messages("");
    assertThat(messages).hasSize(1);
    return messages.get(0).path("text").asString();
  }

  private DeliverSm onlyReceipt() {
    await().atMost(Duration.ofSeconds(5)).until(() -> !sender.receipts.isEmpty());
    assertThat(sender.receipts).hasSize(1);
    return sender.receipts.peek();
  }
}
