package org.twofold.gateway.web.settings;

import java.time.ZoneId;
import java.util.List;

/** The time zones that the page offers: by place, without the aliases of old. */
final class TimeZones {

  static final List<String> ALL =
      ZoneId.getAvailableZoneIds().stream()
          .filter(zone -> zone.contains("/") || zone.equals("UTC"))
          .filter(zone -> !zone.matches("(Etc|SystemV|US|Canada|Brazil|Chile|Mexico)/.*"))
          .sorted()
          .toList();

  private TimeZones() {}
}
