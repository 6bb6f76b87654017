package org.twofold.gateway.link;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where people reach this gateway: what every link begins with, whatever host a request names.
 *
 * @param url http or https, a host, and nothing behind it
 */
@Validated
@ConfigurationProperties("twofold.site")
record SiteUrl(@DefaultValue("http://localhost:8080") @NotNull URI url) {

  @AssertTrue(message = "twofold.site.url must be like https://login.example.com")
  boolean isAnOrigin() {
    return url == null || url.toString().matches("https?://[A-Za-z0-9.:\\[\\]-]+/?");
  }

  /** The address of a path. */
  String of(String path) {
    return url.toString().replaceFirst("/$", "") + path;
  }
}
