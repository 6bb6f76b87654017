package org.twofold.events;

import static org.twofold.events.Producer.AUDIT_SERVICE;
import static org.twofold.events.Producer.AUTH_GATEWAY;
import static org.twofold.events.Producer.MFA_SERVICE;
import static org.twofold.events.Producer.NOTIFICATION_SERVICE;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Every topic of Twofold, in the one place where their names stand. */
@NullMarked
public final class Topics {

  /** LoginAttempted. */
  public static final Topic<LoginAttempted> LOGIN_ATTEMPTED =
      topic(
          Names.LOGIN_ATTEMPTED,
          LoginAttempted.class,
          LoginAttempted.getClassSchema(),
          AUTH_GATEWAY);

  /** AttemptsThrottled. */
  public static final Topic<AttemptsThrottled> ATTEMPTS_THROTTLED =
      topic(
          Names.ATTEMPTS_THROTTLED,
          AttemptsThrottled.class,
          AttemptsThrottled.getClassSchema(),
          AUTH_GATEWAY);

  /** ChallengeRequested. */
  public static final Topic<ChallengeRequested> CHALLENGE_REQUESTED =
      topic(
          Names.CHALLENGE_REQUESTED,
          ChallengeRequested.class,
          ChallengeRequested.getClassSchema(),
          AUTH_GATEWAY);

  /** ChallengeIssued. */
  public static final Topic<ChallengeIssued> CHALLENGE_ISSUED =
      topic(
          Names.CHALLENGE_ISSUED,
          ChallengeIssued.class,
          ChallengeIssued.getClassSchema(),
          MFA_SERVICE);

  /** DeliveryReported. */
  public static final Topic<DeliveryReported> DELIVERY_REPORTED =
      topic(
          Names.DELIVERY_REPORTED,
          DeliveryReported.class,
          DeliveryReported.getClassSchema(),
          NOTIFICATION_SERVICE);

  /** ChannelSwitched; the last one of a channel is its state. */
  public static final Topic<ChannelSwitched> CHANNEL_SWITCHED =
      topic(
          Names.CHANNEL_SWITCHED,
          ChannelSwitched.class,
          ChannelSwitched.getClassSchema(),
          NOTIFICATION_SERVICE);

  /** CodeTried. */
  public static final Topic<CodeTried> CODE_TRIED =
      topic(Names.CODE_TRIED, CodeTried.class, CodeTried.getClassSchema(), MFA_SERVICE);

  /** CodeAccepted. */
  public static final Topic<CodeAccepted> CODE_ACCEPTED =
      topic(Names.CODE_ACCEPTED, CodeAccepted.class, CodeAccepted.getClassSchema(), MFA_SERVICE);

  /** FactorLocked. */
  public static final Topic<FactorLocked> FACTOR_LOCKED =
      topic(Names.FACTOR_LOCKED, FactorLocked.class, FactorLocked.getClassSchema(), MFA_SERVICE);

  /** FactorUnlocked. */
  public static final Topic<FactorUnlocked> FACTOR_UNLOCKED =
      topic(
          Names.FACTOR_UNLOCKED,
          FactorUnlocked.class,
          FactorUnlocked.getClassSchema(),
          MFA_SERVICE);

  /** LoginSucceeded. */
  public static final Topic<LoginSucceeded> LOGIN_SUCCEEDED =
      topic(
          Names.LOGIN_SUCCEEDED,
          LoginSucceeded.class,
          LoginSucceeded.getClassSchema(),
          AUTH_GATEWAY);

  /** LoginFailed. */
  public static final Topic<LoginFailed> LOGIN_FAILED =
      topic(Names.LOGIN_FAILED, LoginFailed.class, LoginFailed.getClassSchema(), AUTH_GATEWAY);

  /** FactorToggled. */
  public static final Topic<FactorToggled> FACTOR_TOGGLED =
      topic(
          Names.FACTOR_TOGGLED, FactorToggled.class, FactorToggled.getClassSchema(), AUTH_GATEWAY);

  /** FactorChanged. */
  public static final Topic<FactorChanged> FACTOR_CHANGED =
      topic(
          Names.FACTOR_CHANGED, FactorChanged.class, FactorChanged.getClassSchema(), AUTH_GATEWAY);

  /** SessionEnded. */
  public static final Topic<SessionEnded> SESSION_ENDED =
      topic(Names.SESSION_ENDED, SessionEnded.class, SessionEnded.getClassSchema(), AUTH_GATEWAY);

  /** AccountCreated. */
  public static final Topic<AccountCreated> ACCOUNT_CREATED =
      topic(
          Names.ACCOUNT_CREATED,
          AccountCreated.class,
          AccountCreated.getClassSchema(),
          AUTH_GATEWAY);

  /** PasswordChanged. */
  public static final Topic<PasswordChanged> PASSWORD_CHANGED =
      topic(
          Names.PASSWORD_CHANGED,
          PasswordChanged.class,
          PasswordChanged.getClassSchema(),
          AUTH_GATEWAY);

  /** AddressChanged. */
  public static final Topic<AddressChanged> ADDRESS_CHANGED =
      topic(
          Names.ADDRESS_CHANGED,
          AddressChanged.class,
          AddressChanged.getClassSchema(),
          AUTH_GATEWAY);

  /** ChangesStopped. */
  public static final Topic<ChangesStopped> CHANGES_STOPPED =
      topic(
          Names.CHANGES_STOPPED,
          ChangesStopped.class,
          ChangesStopped.getClassSchema(),
          AUTH_GATEWAY);

  /** AccountSwitched. */
  public static final Topic<AccountSwitched> ACCOUNT_SWITCHED =
      topic(
          Names.ACCOUNT_SWITCHED,
          AccountSwitched.class,
          AccountSwitched.getClassSchema(),
          AUTH_GATEWAY);

  /** AccountErased. */
  public static final Topic<AccountErased> ACCOUNT_ERASED =
      topic(
          Names.ACCOUNT_ERASED, AccountErased.class, AccountErased.getClassSchema(), AUTH_GATEWAY);

  /** AuditRead. */
  public static final Topic<AuditRead> AUDIT_READ =
      topic(Names.AUDIT_READ, AuditRead.class, AuditRead.getClassSchema(), AUDIT_SERVICE);

  /** Checkpoint. */
  public static final Topic<Checkpoint> CHECKPOINT =
      topic(Names.CHECKPOINT, Checkpoint.class, Checkpoint.getClassSchema(), AUDIT_SERVICE);

  private static final List<Topic<?>> ALL =
      List.of(
          LOGIN_ATTEMPTED,
          ATTEMPTS_THROTTLED,
          CHALLENGE_REQUESTED,
          CHALLENGE_ISSUED,
          DELIVERY_REPORTED,
          CHANNEL_SWITCHED,
          CODE_TRIED,
          CODE_ACCEPTED,
          FACTOR_LOCKED,
          FACTOR_UNLOCKED,
          LOGIN_SUCCEEDED,
          LOGIN_FAILED,
          FACTOR_TOGGLED,
          FACTOR_CHANGED,
          SESSION_ENDED,
          ACCOUNT_CREATED,
          PASSWORD_CHANGED,
          ADDRESS_CHANGED,
          CHANGES_STOPPED,
          ACCOUNT_SWITCHED,
          ACCOUNT_ERASED,
          AUDIT_READ,
          CHECKPOINT);

  private static final Map<String, Topic<?>> BY_NAME =
      ALL.stream().collect(Collectors.toMap(Topic::name, Function.identity()));

  private static final Map<Class<?>, Topic<?>> BY_TYPE =
      ALL.stream().collect(Collectors.toMap(Topic::type, Function.identity()));

  private Topics() {}

  /** All topics, in the order of a login. */
  public static List<Topic<?>> all() {
    return ALL;
  }

  /**
   * The topic of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Topic<?> named(String name) {
    return known(BY_NAME.get(name), name);
  }

  /**
   * The topic that an event travels on.
   *
   * @throws IllegalArgumentException if it is no event
   */
  public static Topic<?> of(SpecificRecord event) {
    return known(BY_TYPE.get(event.getClass()), event.getClass().getName());
  }

  private static Topic<?> known(@Nullable Topic<?> topic, String name) {
    if (topic == null) {
      throw new IllegalArgumentException("No topic for " + name);
    }
    return topic;
  }

  private static <T extends SpecificRecord> Topic<T> topic(
      String name, Class<T> type, Schema schema, Producer producer) {
    return new Topic<>(name, type, schema, producer);
  }

  /** The names as constants, for annotations. */
  public static final class Names {
    public static final String LOGIN_ATTEMPTED = "login-attempted";
    public static final String ATTEMPTS_THROTTLED = "attempts-throttled";
    public static final String CHALLENGE_REQUESTED = "challenge-requested";
    public static final String CHALLENGE_ISSUED = "challenge-issued";
    public static final String DELIVERY_REPORTED = "delivery-reported";
    public static final String CHANNEL_SWITCHED = "channel-switched";
    public static final String CODE_TRIED = "code-tried";
    public static final String CODE_ACCEPTED = "code-accepted";
    public static final String FACTOR_LOCKED = "factor-locked";
    public static final String FACTOR_UNLOCKED = "factor-unlocked";
    public static final String LOGIN_SUCCEEDED = "login-succeeded";
    public static final String LOGIN_FAILED = "login-failed";
    public static final String FACTOR_TOGGLED = "factor-toggled";
    public static final String FACTOR_CHANGED = "factor-changed";
    public static final String SESSION_ENDED = "session-ended";
    public static final String ACCOUNT_CREATED = "account-created";
    public static final String PASSWORD_CHANGED = "password-changed";
    public static final String ADDRESS_CHANGED = "address-changed";
    public static final String CHANGES_STOPPED = "changes-stopped";
    public static final String ACCOUNT_SWITCHED = "account-switched";
    public static final String ACCOUNT_ERASED = "account-erased";
    public static final String AUDIT_READ = "audit-read";
    public static final String CHECKPOINT = "checkpoint";

    private Names() {}
  }
}
