package org.twofold.notification.template;

import jakarta.validation.constraints.AssertTrue;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What the links in e-mails lead to.
 *
 * @param url where people reach the gateway, the same as there; null: e-mails have no links
 */
@Validated
@ConfigurationProperties("twofold.site")
record SiteSettings(@Nullable URI url) {

  /** Whether it is one that a person can follow. */
  @AssertTrue(message = "twofold.site.url is no address like https://login.example.com")
  public boolean isUrlOfASite() {
    return url == null
        || url.getHost() != null
            && url.getUserInfo() == null
            && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()));
  }
}
