package org.twofold.gateway.web.settings;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.Authenticator;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.account.Lock;
import org.twofold.gateway.login.Sessions;
import org.twofold.gateway.place.Place;
import org.twofold.gateway.web.Moments;
import org.twofold.gateway.web.PageText;

/** The sentences of the page about one account. */
public final class SettingsLines {

  /** From here on the page warns. */
  private static final int FEW = 3;

  private final Account account;
  private final Contacts contacts;
  private final Clock clock;
  private final PageText text;
  private final Moments moments;

  SettingsLines(Account account, Contacts contacts, Clock clock, PageText text) {
    this.account = account;
    this.contacts = contacts;
    this.clock = clock;
    this.text = text;
    this.moments = new Moments(account.timeZone(), clock, text);
  }

  /** A device or an authenticator. */
  public record Line(String id, String name, String about, boolean current) {}

  /** The date, for a sheet that is kept. */
  public String today() {
    return moments.date(clock.instant());
  }

  /** What Email Verification does. */
  public String email() {
    return text.of("settings.emailState", contacts.address(account).hint());
  }

  /** What SMS Verification does, or lacks. */
  public String sms() {
    String hint = contacts.hint(account, Method.SMS);
    return hint == null ? text.of("settings.smsNone") : text.of("settings.smsState", hint);
  }

  /** What support will remove, if she does not stop it. */
  public List<Line> removals() {
    return account.support().removals().stream()
        .map(
            one ->
                new Line(
                    one.id(),
                    text.of("settings.removal", text.of("method." + one.method())),
                    text.of("settings.removalDue", moments.dayAndTime(one.dueAt())),
                    false))
        .toList();
  }

  /** Whether there is a number. */
  public boolean hasPhone() {
    return account.phone() != null;
  }

  /** Those that were confirmed. */
  public List<Line> authenticators() {
    return account.authenticators().stream().map(this::authenticator).toList();
  }

  private Line authenticator(Authenticator one) {
    String added = moments.date(one.addedAt());
    String about =
        Accounts.usedAt(account, one.totpId())
            .map(used -> text.of("settings.totpUsed", added, moments.day(used)))
            .orElseGet(() -> text.of("settings.totpAdded", added));
    return new Line(one.totpId(), one.name(), about, false);
  }

  /** How many backup codes are left. */
  public String codes() {
    return account.backupCodes() == null
        ? text.of("settings.codesNone")
        : text.of("settings.codesLeft", account.backupCodes().remaining());
  }

  /** Whether there ever were some. */
  public boolean hasCodes() {
    return account.backupCodes() != null;
  }

  /** Whether so few are left that new ones should be made. */
  public boolean areCodesFew() {
    return account.backupCodes() != null && account.backupCodes().remaining() <= FEW;
  }

  /** How long a method takes no codes, and the way out; null where it does. */
  public @Nullable String lock(String method) {
    Lock lock = account.methods().closed(Method.valueOf(method), clock.instant());
    if (lock == null) {
      return null;
    }
    Instant until = lock.opensAt();
    return until == null
        ? text.of("settings.locked")
        : text.of("settings.delayed", moments.dayAndTime(until));
  }

  /** A signed-in device. */
  Line device(Sessions.SignedIn session) {
    String about =
        session.current()
            ? text.of("settings.deviceCurrent", moments.dayAndTime(session.authenticatedAt()))
            : text.of("settings.deviceSeen", moments.dayAndTime(session.lastSeenAt()));
    String place = Place.in(text.locale().getLanguage(), session.place());
    return new Line(
        session.id(),
        text.device(session.device()),
        place == null ? about : about + " · " + place,
        session.current());
  }

  /** How a time zone is called, with what it is ahead of UTC now. */
  public String zone(String name) {
    String offset = ZoneId.of(name).getRules().getOffset(clock.instant()).getId().replace("Z", "");
    return name.equals("UTC") ? name : name.replace('_', ' ') + " (UTC" + shortened(offset) + ")";
  }

  private static String shortened(String offset) {
    return offset.replaceAll(":00$", "").replaceAll("([+-])0", "$1");
  }
}
