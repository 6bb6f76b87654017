package org.twofold.notification.email;

import jakarta.validation.Valid;
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
 * @param from the sender
 * @param servers in the order in which they are tried
 */
@Validated
@ConfigurationProperties("twofold.email")
public record EmailSettings(
    @DefaultValue("Twofold <no-reply@localhost>") @NotBlank String from,
    @NotEmpty @Valid List<Server> servers) {

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
