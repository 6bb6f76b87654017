package org.twofold.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jsmpp.bean.Alphabet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twofold.notification.template.Content;
import org.twofold.notification.template.Matter;
import org.twofold.notification.template.Matters;
import org.twofold.notification.template.TextWriter;

/** Every text in every language fits one segment, with the longest host that is allowed. */
@Tag("F4")
class SmsTextTest {

  private static final String LONGEST_HOST = "a".repeat(40);
  private static final Validator VALIDATOR =
      Validation.buildDefaultValidatorFactory().getValidator();

  static Stream<Arguments> texts() {
    return Matters.ALL.stream()
        .flatMap(
            key ->
                Stream.of("en", "fr")
                    .flatMap(
                        language ->
                            Stream.of("EMAIL", "SMS", "TOTP", "BACKUP_CODE")
                                .map(method -> Arguments.of(key, language, method))));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyTextIsOneSegmentOfGsm7(String key, String language, String method) {
    boolean code = key.startsWith("code.");
    String digits = key.equals("code.reset") ? "ABCDEFGHJKLM" : "493107";
    String text =
        new TextWriter(LONGEST_HOST)
            .write(
                new Content(
                    new Matter(key, method, 10, Instant.EPOCH),
                    code ? digits : null,
                    Duration.ofMinutes(10),
                    Instant.EPOCH,
                    "Firefox, Linux",
                    "UTC",
                    language));

    assertThat(Segment.of(text))
        .as("%s (%d)", text, text.length())
        .hasValueSatisfying(
            segment -> assertThat(segment.alphabet()).isEqualTo(Alphabet.ALPHA_DEFAULT));
    assertThat(text).doesNotContain("{", "null");
    if (code) {
      assertThat(text).startsWith(digits + " ").endsWith("\n@" + LONGEST_HOST + " #" + digits);
      assertThat(text.lines().count()).isEqualTo(2);
    } else {
      assertThat(text).startsWith("Twofold").contains(LONGEST_HOST);
    }
  }

  @Test
  void signsOfTheAlphabetAreCountedAsTheyAreSent() {
    assertThat(Gsm7.encode("@é\n€")).hasValue(new byte[] {0, 5, 10, 0x1b, 0x65});
    assertThat(Gsm7.encode("aZ0 ")).hasValue(new byte[] {0x61, 0x5a, 0x30, 0x20});
    assertThat(Gsm7.encode("[]{}\\^~|"))
        .hasValueSatisfying(septets -> assertThat(septets).hasSize(16));
    assertThat(Gsm7.encode("ç")).isEmpty();
    assertThat(Gsm7.encode("\u001b")).isEmpty();
  }

  @Test
  void whatIsNotInTheAlphabetGoesAsUcs2() {
    assertThat(Segment.of("ç".repeat(70)))
        .hasValueSatisfying(
            segment -> {
              assertThat(segment.alphabet()).isEqualTo(Alphabet.ALPHA_UCS2);
              assertThat(segment.bytes()).hasSize(140);
            });
    assertThat(Segment.of("ç".repeat(71))).isEmpty();
    assertThat(Segment.of("a".repeat(160))).isPresent();
    assertThat(Segment.of("a".repeat(161))).isEmpty();
    assertThat(Segment.of("€".repeat(81))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Login.example.com",
        "a b",
        "-x",
        "x-",
        "x\n",
        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddE"
      })
  void aHostThatWouldBreakTheLastLineIsRefused(String host) {
    assertThat(VALIDATOR.validate(new SmsSettings(host, List.of()))).isNotEmpty();
  }

  @Test
  void theHostMayHaveFortySignsAndNotOneMore() {
    assertThat(VALIDATOR.validate(new SmsSettings(LONGEST_HOST, List.of()))).isEmpty();
    assertThat(VALIDATOR.validate(new SmsSettings(LONGEST_HOST + "a", List.of()))).isNotEmpty();
  }

  @Test
  void theHostIsNeededWhereThereIsAProvider() {
    SmsSettings.Provider provider =
        new SmsSettings.Provider(
            "smpp",
            SmsSettings.Type.SMPP,
            "h",
            2775,
            "id",
            java.nio.file.Path.of("p"),
            "Twofold",
            null,
            null,
            null,
            null,
            Duration.ofSeconds(1));

    assertThat(VALIDATOR.validate(new SmsSettings(null, List.of()))).isEmpty();
    assertThat(VALIDATOR.validate(new SmsSettings(null, List.of(provider))))
        .singleElement()
        .satisfies(
            violation ->
                assertThat(violation.getMessage()).contains("twofold.sms.host is not set"));
    assertThat(VALIDATOR.validate(new SmsSettings("h", List.of(provider)))).isEmpty();
  }

  @Test
  void aProviderThatLacksSomethingIsRefusedWithASentence() {
    SmsSettings.Provider provider =
        new SmsSettings.Provider(
            "http",
            SmsSettings.Type.HTTP,
            null,
            2775,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Duration.ofSeconds(1));

    assertThat(VALIDATOR.validate(new SmsSettings("h", List.of(provider))))
        .singleElement()
        .satisfies(violation -> assertThat(violation.getMessage()).contains("HTTP needs url"));
  }
}
