package org.twofold.notification.template;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Our own pages, by scheme, host and port. Nothing else is ever put into a message to be followed:
 * whoever could forge an event could otherwise send people anywhere, in our name (F4).
 */
final class Site {

  /** A path and a query; nothing that a mail program, a browser and we could read differently. */
  private static final Pattern WITHIN = Pattern.compile("/[A-Za-z0-9._~/?=&%-]{0,600}");

  private final @Nullable String origin;

  /**
   * The site that people reach there.
   *
   * @param url null where no message has a link
   */
  Site(@Nullable URI url) {
    this.origin = url == null ? null : origin(url);
  }

  private static String origin(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return (url.getScheme() + "://" + url.getHost()).toLowerCase(Locale.ROOT) + port;
  }

  /** The link, if it leads to our own pages. */
  Optional<String> own(@Nullable String link) {
    return Optional.ofNullable(link)
        .filter(
            text ->
                origin != null
                    && text.startsWith(origin)
                    && WITHIN.matcher(text.substring(origin.length())).matches());
  }
}
