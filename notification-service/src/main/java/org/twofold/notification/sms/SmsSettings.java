package org.twofold.notification.sms;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Through which providers text messages leave.
 *
 * @param host of the login pages, in the last line of each text; at most 40 signs, so that every
 *     text fits one segment
 * @param providers in the order in which they are asked; with none, no text message can be sent
 */
@Validated
@ConfigurationProperties("twofold.sms")
public record SmsSettings(
    @Pattern(
            regexp = "[a-z0-9]([a-z0-9.-]{0,38}[a-z0-9])?",
            message = "is no host name in lower case of at most 40 signs")
        @Nullable String host,
    @DefaultValue @Valid List<Provider> providers) {

  /** How a provider is spoken to. */
  public enum Type {
    SMPP,
    HTTP
  }

  /** Whether texts can name the host. */
  @AssertTrue(
      message =
          "twofold.sms.host is not set; set it to the host of the login pages, such as"
              + " login.example.com")
  public boolean isHostSetWhereNeeded() {
    return host != null || providers.isEmpty();
  }

  /**
   * A provider of text messages.
   *
   * @param name what it is called in reports
   * @param host SMPP: of the message centre
   * @param port SMPP: of the message centre
   * @param systemId SMPP: who binds
   * @param passwordFile SMPP: the file with its password, one line
   * @param source SMPP: the sender, a number, a short code or up to 11 letters and digits
   * @param url HTTP: where {@code /2010-04-01/Accounts} is found
   * @param account HTTP: the account's id
   * @param tokenFile HTTP: the file with its token, one line
   * @param from HTTP: the sender
   * @param timeout of each step
   */
  public record Provider(
      @NotBlank String name,
      @NotNull(message = "is not set; set it to SMPP or HTTP") Type type,
      @Nullable String host,
      @DefaultValue("2775") @Min(1) @Max(65535) int port,
      @Nullable String systemId,
      @Nullable Path passwordFile,
      @Nullable String source,
      @Nullable URI url,
      @Nullable String account,
      @Nullable Path tokenFile,
      @Nullable String from,
      @DefaultValue("10s") Duration timeout) {

    /** Whether what its type needs is there. */
    @AssertTrue(
        message =
            "lacks a setting: SMPP needs host, system-id, password-file and source; HTTP needs"
                + " url, account, token-file and from")
    public boolean isComplete() {
      return switch (type) {
        case SMPP -> host != null && systemId != null && passwordFile != null && source != null;
        case HTTP -> url != null && account != null && tokenFile != null && from != null;
        case null -> true;
      };
    }
  }
}
