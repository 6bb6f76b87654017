package org.twofold.gateway.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Moments as the owner of an account would say them, in her language and time zone. */
public final class Moments {

  private final ZoneId zone;
  private final LocalDate today;
  private final PageText text;

  /** In a time zone, as seen now. */
  public Moments(String timeZone, Clock clock, PageText text) {
    this.zone = ZoneId.of(timeZone);
    this.today = LocalDate.ofInstant(clock.instant(), zone);
    this.text = text;
  }

  /** Today, yesterday or a date. */
  public String day(Instant moment) {
    LocalDate day = LocalDate.ofInstant(moment, zone);
    if (day.equals(today)) {
      return text.of("moment.today");
    }
    return day.equals(today.minusDays(1)) ? text.of("moment.yesterday") : date(moment);
  }

  /** A date. */
  public String date(Instant moment) {
    return DateTimeFormatter.ofPattern("d MMM yyyy", text.locale()).format(moment.atZone(zone));
  }

  /** Hours and minutes. */
  public String time(Instant moment) {
    return DateTimeFormatter.ofPattern("HH:mm").format(moment.atZone(zone));
  }

  /** Day and time. */
  public String dayAndTime(Instant moment) {
    return text.of("moment.dayAndTime", day(moment), time(moment));
  }
}
