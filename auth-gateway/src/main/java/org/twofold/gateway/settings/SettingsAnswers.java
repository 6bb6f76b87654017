package org.twofold.gateway.settings;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.account.ChallengeSettings;
import org.twofold.gateway.account.Contacts;
import org.twofold.gateway.account.Lock;
import org.twofold.gateway.account.PhoneNumber;
import org.twofold.gateway.login.Session;
import org.twofold.gateway.problem.Problem;
import org.twofold.gateway.problem.ProblemName;
import org.twofold.gateway.problem.Refusals;

/** What the API answers about settings. */
@Component
class SettingsAnswers {

  private final Contacts contacts;
  private final ChallengeSettings challenges;
  private final Clock clock;

  SettingsAnswers(Contacts contacts, ChallengeSettings challenges, Clock clock) {
    this.contacts = contacts;
    this.challenges = challenges;
    this.clock = clock;
  }

  /** The settings, with their ETag. */
  ResponseEntity<SettingsAnswer> of(Account account) {
    String address = contacts.address(account).canonical();
    PhoneNumber number = contacts.number(account);
    Map<String, @Nullable Object> email = method(account, Method.EMAIL, account.emailEnabled());
    email.put("address", address);
    Map<String, @Nullable Object> sms = method(account, Method.SMS, account.smsEnabled());
    sms.put("verified", number != null);
    sms.put("number", number == null ? null : number.e164());
    Map<String, @Nullable Object> totp = method(account, Method.TOTP, account.totpEnabled());
    totp.put("verified", !account.authenticators().isEmpty());
    totp.put(
        "authenticators",
        account.authenticators().stream()
            .map(
                one ->
                    new SettingsAnswer.Authenticator(
                        one.totpId(),
                        one.name(),
                        one.addedAt(),
                        Accounts.usedAt(account, one.totpId()).orElse(null)))
            .toList());
    Map<String, @Nullable Object> codes = lock(account, Method.BACKUP_CODE);
    codes.put("remaining", account.backupCodes() == null ? 0 : account.backupCodes().remaining());
    return ResponseEntity.ok()
        .eTag(etag(account))
        .body(
            new SettingsAnswer(
                address,
                account.locale(),
                account.timeZone(),
                new SettingsAnswer.Security(email, sms, totp, codes)));
  }

  private Map<String, @Nullable Object> method(Account account, Method method, boolean on) {
    Map<String, @Nullable Object> answer = lock(account, method);
    answer.put("enabled", on);
    return answer;
  }

  private Map<String, @Nullable Object> lock(Account account, Method method) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    if (account.methods().closed(method, clock.instant()) instanceof Lock lock) {
      answer.put("lockedUntil", lock.opensAt());
    }
    return answer;
  }

  static String etag(Account account) {
    return "\"" + account.version() + "\"";
  }

  /** The settings after a code that finished a set-up; else the problem. */
  ResponseEntity<SettingsAnswer> of(SetupProven proven) {
    return switch (proven) {
      case SetupProven.Saved saved -> of(saved.account());
      case SetupProven.Refused refused ->
          throw Refusals.of(refused.why(), challenges.lifetime(), clock);
      case SetupProven.Unknown unknown -> throw Problem.of(ProblemName.NOT_FOUND);
      case SetupProven.TooMany many -> throw Problem.field("replaces", "replaces-one");
      case SetupProven.Taken taken -> throw Problem.field("address", "taken");
    };
  }

  /** The code that is on its way; else the problem. */
  static SetupBegun.Begun begun(SetupBegun begun) {
    return switch (begun) {
      case SetupBegun.Begun sent -> sent;
      case SetupBegun.TooSoon early ->
          throw Problem.later(ProblemName.TOO_MANY_MESSAGES, early.pause());
    };
  }

  /** A session that may begin a change; else the problem that says how it must be proven. */
  static FreshSession fresh(Session session) {
    return FreshSession.of(session)
        .orElseThrow(() -> reauthentication(FreshSession.required(session)));
  }

  static Problem reauthentication(FreshSession.Required required) {
    return Problem.of(
        ProblemName.REAUTHENTICATION_REQUIRED,
        "aal",
        required.aal().name(),
        "methods",
        required.methods().stream().map(Method::name).toList());
  }
}
