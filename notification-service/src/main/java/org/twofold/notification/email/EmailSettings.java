package org.twofold.notification.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Through which mail servers e-mails leave.
 *
 * @param from the sender; has a default in the local profile only
 * @param servers in the order in which they are tried
 */
@Validated
@ConfigurationProperties("twofold.email")
public record EmailSettings(
    @NotBlank(message = "is not set; set it to the sender of the e-mails: " + EXAMPLE) String from,
    @NotEmpty(message = "names no mail server; set servers[0].name, .host and .port") @Valid
        List<Server> servers) {

  private static final String EXAMPLE = "Example <no-reply@example.com>";

  /** Whether e-mails can be sent in that name. */
  @AssertTrue(message = "twofold.email.from is no e-mail address; write it like " + EXAMPLE)
  public boolean isFromAnAddress() {
    try {
      return from == null || from.isBlank() || new InternetAddress(from, true).getAddress() != null;
    } catch (AddressException e) {
      return false;
    }
  }

  /**
   * A mail server.
   *
   * @param name what it is called in reports
   * @param tls whether the connection is encrypted
   * @param timeout of each step
   * @param connections kept alive
   */
  public record Server(
      @NotBlank String name,
      @NotBlank String host,
      @Min(1) @Max(65535) int port,
      @Nullable String username,
      @Nullable String password,
      @DefaultValue("NONE") Tls tls,
      @DefaultValue("10s") Duration timeout,
      @DefaultValue("4") @Min(1) int connections) {

    /** Nothing of the password. */
    @Override
    public String toString() {
      return "Server[" + name + "]";
    }
  }

  /** How a connection is encrypted. */
  public enum Tls {
    NONE,
    STARTTLS,
    IMPLICIT
  }
}
