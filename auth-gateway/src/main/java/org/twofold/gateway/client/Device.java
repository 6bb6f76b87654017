package org.twofold.gateway.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Browser and system from a fixed list, read from a User-Agent; nothing that a client typed gets
 * any further.
 */
public final class Device {

  private static final Map<String, String> BROWSERS = new LinkedHashMap<>();
  private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

  static {
    // the first that is found counts: most claim to be others too
    BROWSERS.put("Firefox/", "Firefox");
    BROWSERS.put("Edg", "Edge");
    BROWSERS.put("OPR/", "Opera");
    BROWSERS.put("Chrome/", "Chrome");
    BROWSERS.put("CriOS/", "Chrome");
    BROWSERS.put("Safari/", "Safari");
    SYSTEMS.put("iPhone", "iPhone");
    SYSTEMS.put("iPad", "iPad");
    SYSTEMS.put("Android", "Android");
    SYSTEMS.put("Windows", "Windows");
    SYSTEMS.put("Mac OS X", "Mac");
    SYSTEMS.put("Linux", "Linux");
  }

  private Device() {}

  /**
   * For people: {@code Firefox on Linux}'s two names, joined by a comma; null where either is not
   * in the list.
   */
  public static @Nullable String of(@Nullable String userAgent) {
    String browser = first(BROWSERS, userAgent);
    String system = first(SYSTEMS, userAgent);
    return browser == null || system == null ? null : browser + ", " + system;
  }

  private static @Nullable String first(Map<String, String> names, @Nullable String userAgent) {
    return userAgent == null
        ? null
        : names.entrySet().stream()
            .filter(name -> userAgent.contains(name.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
  }
}
