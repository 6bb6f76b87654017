package org.twofold.gateway.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.twofold.gateway.link.Link.Kind;
import org.twofold.keys.Keys;
import org.twofold.keys.MacKey;
import org.twofold.messaging.EventIds;

/**
 * Makes links and reads them again. Nothing of a link is stored: its token is what it stands for,
 * authenticated by a key of its own with a 256-bit tag (D3, ADR 15). What a link changes notes that
 * it was used.
 */
@Component
public class Links {

  /** How long a link is of use, from the moment on from which it can be used. */
  static final Duration LIFE = Duration.ofDays(7);

  /** Before it a locked factor is not opened by a link, so that a mailbox alone is slow (B5). */
  static final Duration UNLOCK_DELAY = Duration.ofHours(24);

  private final MacKey key;
  private final SiteUrl site;
  private final Clock clock;

  Links(Keys keys, SiteUrl site, Clock clock) {
    this.key = keys.mac("link-mac");
    this.site = site;
    this.clock = clock;
  }

  /** Says that a change was not its owner's. */
  public Link notMe(String userId) {
    return link(Kind.NOT_ME, userId, "", clock.instant(), Duration.ZERO);
  }

  /**
   * Opens a factor that was locked.
   *
   * @param factor names it
   * @param lockedAt a lock that began later stays
   */
  public Link unlock(String userId, String factor, Instant lockedAt) {
    return link(Kind.UNLOCK, userId, factor, lockedAt, UNLOCK_DELAY);
  }

  /**
   * Stops what an operator began.
   *
   * @param recoveryId names it
   * @param lasts until it would be done
   */
  public Link cancel(String userId, String recoveryId, Duration lasts) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Link(Kind.CANCEL, EventIds.next(), userId, recoveryId, now, now, now.plus(lasts));
  }

  private static Link link(
      Kind kind, String userId, String subject, Instant issuedAt, Duration delay) {
    Instant issued = issuedAt.truncatedTo(ChronoUnit.MILLIS);
    Instant usable = issued.plus(delay);
    return new Link(kind, EventIds.next(), userId, subject, issued, usable, usable.plus(LIFE));
  }

  /** The address that is mailed. */
  public String url(Link link) {
    return site.of("/link/" + token(link));
  }

  private String token(Link link) {
    byte[] content = LinkText.of(link).getBytes(UTF_8);
    return base64(content) + "." + base64(key.tag(content));
  }

  /** The link of a token; empty where we made none such. */
  public Optional<Link> read(String token) {
    int dot = token.indexOf('.');
    if (dot < 0 || token.length() > LinkText.LONGEST_TOKEN) {
      return Optional.empty();
    }
    try {
      byte[] content = Base64.getUrlDecoder().decode(token.substring(0, dot));
      byte[] tag = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      return key.verifies(tag, content)
          ? LinkText.read(new String(content, UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
