package org.twofold.gateway.mfa;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the mfa-service is reached.
 *
 * @param url where it answers; its certificate must have the host among its names
 * @param timeout after which a code counts as not checked
 */
@Validated
@ConfigurationProperties("twofold.mfa")
record MfaSettings(
    @DefaultValue("https://127.0.0.1:8081") URI url, @DefaultValue("3s") Duration timeout) {

  MfaSettings {
    if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "twofold.mfa.url must begin with https:// and name a host, such as"
              + " https://mfa-service:8081: codes are sent there, and the mfa-service answers nobody"
              + " without a certificate.");
    }
  }
}
