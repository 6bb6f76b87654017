package org.twofold.gateway.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.twofold.events.AccountCreated;
import org.twofold.events.AccountErased;
import org.twofold.events.AccountSwitched;
import org.twofold.events.AddressChanged;
import org.twofold.events.ChangesStopped;
import org.twofold.events.FactorChanged;
import org.twofold.events.FactorLocked;
import org.twofold.events.FactorToggled;
import org.twofold.events.LoginAttempted;
import org.twofold.events.LoginSucceeded;
import org.twofold.events.Method;
import org.twofold.events.PasswordChanged;
import org.twofold.events.PasswordResult;
import org.twofold.events.SessionEnded;
import org.twofold.events.Topics;
import org.twofold.gateway.login.Devices;
import org.twofold.messaging.Handling;

/** Hears what happens on accounts. Doubled and late ones change nothing. */
@Component
class ActivityListener {

  private static final String GROUP = "auth-gateway-activity";

  private final Activities activities;
  private final Devices devices;

  ActivityListener(Activities activities, Devices devices) {
    this.activities = activities;
    this.devices = devices;
  }

  @KafkaListener(topics = Topics.Names.LOGIN_SUCCEEDED, groupId = GROUP)
  void on(LoginSucceeded event) {
    login(
        event.getUserId(),
        event.getCorrelationId(),
        Activity.Entry.of(
            event.getEventId(),
            "LoginSucceeded",
            event.getOccurredAt(),
            name(event.getMethod()),
            event.getPurpose().name()));
  }

  /** Only wrong passwords: what became of a right one is an event of its own. */
  @KafkaListener(topics = Topics.Names.LOGIN_ATTEMPTED, groupId = GROUP)
  void on(LoginAttempted event) {
    if (event.getPassword() == PasswordResult.WRONG) {
      login(
          event.getUserId(),
          event.getCorrelationId(),
          Activity.Entry.of(
              event.getEventId(), "LoginAttempted", event.getOccurredAt(), null, "WRONG"));
    }
  }

  @KafkaListener(topics = Topics.Names.FACTOR_TOGGLED, groupId = GROUP)
  void on(FactorToggled event) {
    add(
        event.getUserId(),
        event.getEventId(),
        "FactorToggled",
        event.getOccurredAt(),
        event.getMethod(),
        event.getOn() ? "ON" : "OFF");
  }

  @KafkaListener(topics = Topics.Names.FACTOR_CHANGED, groupId = GROUP)
  void on(FactorChanged event) {
    add(
        event.getUserId(),
        event.getEventId(),
        "FactorChanged",
        event.getOccurredAt(),
        event.getMethod(),
        event.getChange().name());
  }

  @KafkaListener(topics = Topics.Names.FACTOR_LOCKED, groupId = GROUP)
  void on(FactorLocked event) {
    add(
        event.getUserId(),
        event.getEventId(),
        "FactorLocked",
        event.getOccurredAt(),
        event.getMethod(),
        event.getLockedUntil() == null ? "LOCKED" : "DELAYED");
  }

  @KafkaListener(topics = Topics.Names.SESSION_ENDED, groupId = GROUP)
  void on(SessionEnded event) {
    login(
        event.getUserId(),
        event.getSessionId(),
        Activity.Entry.of(
            event.getEventId(),
            "SessionEnded",
            event.getOccurredAt(),
            null,
            event.getReason().name()));
  }

  @KafkaListener(topics = Topics.Names.PASSWORD_CHANGED, groupId = GROUP)
  void on(PasswordChanged event) {
    add(
        event.getUserId(),
        event.getEventId(),
        "PasswordChanged",
        event.getOccurredAt(),
        null,
        event.getChange().name());
  }

  @KafkaListener(topics = Topics.Names.ADDRESS_CHANGED, groupId = GROUP)
  void on(AddressChanged event) {
    add(event.getUserId(), event.getEventId(), "AddressChanged", event.getOccurredAt(), null, null);
  }

  @KafkaListener(topics = Topics.Names.ACCOUNT_SWITCHED, groupId = GROUP)
  void on(AccountSwitched event) {
    add(
        event.getUserId(),
        event.getEventId(),
        "AccountSwitched",
        event.getOccurredAt(),
        null,
        event.getOn() ? "ON" : "OFF");
  }

  @KafkaListener(topics = Topics.Names.CHANGES_STOPPED, groupId = GROUP)
  void on(ChangesStopped event) {
    add(event.getUserId(), event.getEventId(), "ChangesStopped", event.getOccurredAt(), null, null);
  }

  @KafkaListener(topics = Topics.Names.ACCOUNT_CREATED, groupId = GROUP)
  void on(AccountCreated event) {
    if (event.getUserId() instanceof String userId) {
      Handling.finish(
          activities.addFirst(
              userId,
              Activity.Entry.of(
                  event.getEventId(),
                  "AccountCreated",
                  event.getOccurredAt(),
                  null,
                  event.getOrigin().name())));
    }
  }

  @KafkaListener(topics = Topics.Names.ACCOUNT_ERASED, groupId = GROUP)
  void on(AccountErased event) {
    if (event.getUserId() instanceof String userId) {
      Handling.finish(activities.clear(userId));
    }
  }

  private void add(
      @Nullable String userId,
      String eventId,
      String type,
      Instant at,
      @Nullable Method method,
      @Nullable String outcome) {
    if (userId != null) {
      Handling.finish(
          activities.add(userId, Activity.Entry.of(eventId, type, at, name(method), outcome)));
    }
  }

  private void login(@Nullable String userId, String loginId, Activity.Entry entry) {
    if (userId != null) {
      Handling.finish(
          devices
              .of(loginId)
              .map(entry::by)
              .defaultIfEmpty(entry)
              .flatMap(whole -> activities.add(userId, whole)));
    }
  }

  private static @Nullable String name(@Nullable Method method) {
    return method == null ? null : method.name();
  }
}
