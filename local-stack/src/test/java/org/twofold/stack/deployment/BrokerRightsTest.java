package org.twofold.stack.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twofold.stack.credentials.BrokerUser;
import org.twofold.stack.plan.SecuredBroker;

/** Everybody tries everything at the broker of the stack. */
@Tag("G3")
class BrokerRightsTest {

  /** The columns of the table. */
  private static final List<BrokerUser> USERS =
      List.of(
          BrokerUser.AUTH_GATEWAY,
          BrokerUser.MFA_SERVICE,
          BrokerUser.NOTIFICATION_SERVICE,
          BrokerUser.AUDIT_SERVICE,
          BrokerUser.DEAD_LETTERS,
          BrokerUser.READER);

  /**
   * Who reads (r) and who writes (w), in the order of {@link #USERS}: auth-gateway, mfa-service,
   * notification-service, audit-service, dead-letters, reader. A right that is granted beyond it
   * fails here, one that is missing too.
   */
  private static final String TABLE =
      """
      account-created            rw -- -- r- -w r-
      account-created.dead       -w -- -- -- r- r-
      account-erased             rw r- r- r- -w r-
      account-erased.dead        -w -w -w -- r- r-
      account-erased.retry       -- -- rw -- -w r-
      account-switched           rw -- r- r- -w r-
      account-switched.dead      -w -- -w -- r- r-
      account-switched.retry     -- -- rw -- -w r-
      address-changed            rw -- r- r- -w r-
      address-changed.dead       -w -- -w -- r- r-
      address-changed.retry      -- -- rw -- -w r-
      attempts-throttled         -w -- -- r- -w r-
      attempts-throttled.dead    -- -- -- -- r- r-
      audit-read                 -- -- -- rw -w r-
      audit-read.dead            -- -- -- -- r- r-
      challenge-issued           -- -w r- r- -w r-
      challenge-issued.dead      -- -- -w -- r- r-
      challenge-issued.retry     -- -- rw -- -w r-
      challenge-requested        -w r- -- r- -w r-
      challenge-requested.dead   -- -w -- -- r- r-
      challenge-requested.retry  -- -- -- -- -- r-
      changes-stopped            rw -- r- r- -w r-
      changes-stopped.dead       -w -- -w -- r- r-
      changes-stopped.retry      -- -- rw -- -w r-
      channel-switched           -- -- rw r- -w r-
      channel-switched.dead      -- -- -- -- r- r-
      checkpoint                 -- -- -- rw -w r-
      checkpoint.dead            -- -- -- -- r- r-
      code-accepted              -- -w -- r- -w r-
      code-accepted.dead         -- -- -- -- r- r-
      code-tried                 -- -w -- r- -w r-
      code-tried.dead            -- -- -- -- r- r-
      dead-letters-retried       -- -- -- -- rw r-
      delivery-reported          r- -- -w r- -w r-
      delivery-reported.dead     -w -- -- -- r- r-
      factor-changed             rw r- r- r- -w r-
      factor-changed.dead        -w -w -w -- r- r-
      factor-changed.retry       -- -- rw -- -w r-
      factor-locked              r- -w -- r- -w r-
      factor-locked.dead         -w -- -- -- r- r-
      factor-locked.retry        -- -- -- -- -- r-
      factor-toggled             rw -- r- r- -w r-
      factor-toggled.dead        -w -- -w -- r- r-
      factor-toggled.retry       -- -- rw -- -w r-
      factor-unlocked            r- -w -- r- -w r-
      factor-unlocked.dead       -w -- -- -- r- r-
      factor-unlocked.retry      -- -- -- -- -- r-
      login-attempted            rw r- -- r- -w r-
      login-attempted.dead       -w -w -- -- r- r-
      login-attempted.retry      -- -- -- -- -- r-
      login-failed               -w -- -- r- -w r-
      login-failed.dead          -- -- -- -- r- r-
      login-succeeded            rw r- r- r- -w r-
      login-succeeded.dead       -w -w -w -- r- r-
      login-succeeded.retry      -- -- rw -- -w r-
      password-changed           rw -- r- r- -w r-
      password-changed.dead      -w -- -w -- r- r-
      password-changed.retry     -- -- rw -- -w r-
      session-ended              rw -- r- r- -w r-
      session-ended.dead         -w -- -w -- r- r-
      session-ended.retry        -- -- rw -- -w r-
      """;

  /** Whose group is whose. */
  private static final Map<String, Set<BrokerUser>> GROUPS =
      Map.of(
          "auth-gateway", Set.of(BrokerUser.AUTH_GATEWAY),
          "auth-gateway-activity", Set.of(BrokerUser.AUTH_GATEWAY),
          "mfa-service", Set.of(BrokerUser.MFA_SERVICE),
          "notification-email", Set.of(BrokerUser.NOTIFICATION_SERVICE),
          "notification-sms", Set.of(BrokerUser.NOTIFICATION_SERVICE),
          "notification-email-due", Set.of(BrokerUser.NOTIFICATION_SERVICE),
          "notification-sms-due", Set.of(BrokerUser.NOTIFICATION_SERVICE),
          "audit-service", Set.of(BrokerUser.AUDIT_SERVICE),
          "twofold-reader-of-a-test", Set.of(BrokerUser.READER),
          "somebody-elses", Set.of());

  private static final byte[] KEY = "one".getBytes(UTF_8);

  private static SecuredBroker broker;
  private static Set<String> topics;

  @BeforeAll
  static void start(@TempDir Path root) throws Exception {
    broker = SecuredBroker.start(root);
    try (Admin admin = Admin.create(broker.client(BrokerUser.ADMIN))) {
      topics = admin.listTopics().names().get();
    }
    fill();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static void fill() throws Exception {
    try (var producer =
        new KafkaProducer<>(
            broker.client(BrokerUser.ADMIN),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<?>> sent =
          topics.stream()
              .<Future<?>>map(topic -> producer.send(new ProducerRecord<>(topic, 0, KEY, KEY)))
              .toList();
      for (Future<?> each : sent) {
        each.get(30, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void everybodyReadsAndWritesWhatTheTableSaysAndNothingElse() throws Exception {
    Map<BrokerUser, Set<String>> read = new ConcurrentHashMap<>();
    Map<BrokerUser, Set<String>> written = new ConcurrentHashMap<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (BrokerUser user : USERS) {
        threads.submit(() -> read.put(user, as(user).read(topics)));
        threads.submit(() -> written.put(user, as(user).write(topics)));
      }
    }
    StringBuilder table = new StringBuilder();
    for (String topic : new java.util.TreeSet<>(topics)) {
      String cells =
          USERS.stream()
              .map(
                  user ->
                      (read.get(user).contains(topic) ? "r" : "-")
                          + (written.get(user).contains(topic) ? "w" : "-"))
              .collect(Collectors.joining(" "));
      table.append("%-26s %s%n".formatted(topic, cells));
    }
    assertThat(table.toString()).isEqualTo(TABLE);
  }

  @Test
  void nobodyButTheDeploymentMakesDeletesAltersOrDescribesTopics() throws Exception {
    List<ConfigResource> resources =
        topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    for (BrokerUser user : USERS) {
      Attempts attempts = as(user);
      Map<String, Set<String>> allowed = new TreeMap<>();
      allowed.put("create", attempts.create(topics));
      allowed.put("create another", attempts.create(Set.of("login-attempted.mine")));
      allowed.put("alter", attempts.alter(topics));
      allowed.put("alter configs", attempts.alterConfigs(resources, Map.of("retention.ms", "1")));
      allowed.put("describe configs", attempts.describeConfigs(resources));
      allowed.put("delete records", attempts.deleteRecords(topics));
      allowed.put("delete", attempts.delete(topics));

      assertThat(allowed.values().stream().flatMap(Set::stream)).as(user.userName()).isEmpty();
    }
  }

  @Test
  void everybodyHasHerOwnGroupsOnly() throws Exception {
    List<ConfigResource> resources =
        GROUPS.keySet().stream()
            .map(group -> new ConfigResource(ConfigResource.Type.GROUP, group))
            .toList();
    for (BrokerUser user : USERS) {
      String topic = user == BrokerUser.DEAD_LETTERS ? "code-tried.dead" : "login-succeeded";
      String reads = user == BrokerUser.NOTIFICATION_SERVICE ? "challenge-issued" : topic;
      Set<String> own =
          GROUPS.entrySet().stream()
              .filter(group -> group.getValue().contains(user))
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet());

      assertThat(as(user).join(GROUPS.keySet(), reads)).as(user.userName()).isEqualTo(own);
      assertThat(as(user).deleteGroups(GROUPS.keySet())).as(user.userName()).isEmpty();
      assertThat(as(user).describeConfigs(resources)).as(user.userName()).isEmpty();
      assertThat(as(user).alterConfigs(resources, Map.of("share.auto.offset.reset", "latest")))
          .as(user.userName())
          .isEmpty();
    }
  }

  @Test
  void nobodyButTheDeploymentMakesUsersOrGrantsRights() throws Exception {
    for (BrokerUser user : USERS) {
      Attempts attempts = as(user);

      assertThat(attempts.may(admin -> admin.createAcls(List.of(everything(user))).all()))
          .as(user.userName())
          .isFalse();
      assertThat(attempts.may(admin -> admin.deleteAcls(List.of(AclBindingFilter.ANY)).all()))
          .as(user.userName())
          .isFalse();
      assertThat(attempts.may(admin -> admin.describeAcls(AclBindingFilter.ANY).values()))
          .as(user.userName())
          .isFalse();
      assertThat(
              attempts.may(
                  admin ->
                      admin
                          .alterUserScramCredentials(
                              List.of(
                                  new UserScramCredentialUpsertion(
                                      "admin",
                                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                                      "mine")))
                          .all()))
          .as(user.userName())
          .isFalse();
    }
  }

  @Test
  void aServicePublishesWithANumberSoThatNothingIsWrittenTwice() throws Exception {
    Map<BrokerUser, String> own =
        Map.of(
            BrokerUser.AUTH_GATEWAY, "login-attempted",
            BrokerUser.MFA_SERVICE, "challenge-issued",
            BrokerUser.NOTIFICATION_SERVICE, "delivery-reported",
            BrokerUser.AUDIT_SERVICE, "checkpoint");
    for (var each : own.entrySet()) {
      try (var producer =
          new KafkaProducer<>(
              broker.client(each.getKey()), new ByteArraySerializer(), new ByteArraySerializer())) {
        assertThat(
                producer
                    .send(new ProducerRecord<>(each.getValue(), new byte[] {1}))
                    .get(20, TimeUnit.SECONDS)
                    .topic())
            .isEqualTo(each.getValue());
      }
    }
  }

  @Test
  void whoProvesNoPasswordIsNobody() throws Exception {
    Map<String, Object> unknown = broker.client(BrokerUser.READER);
    unknown.put("security.protocol", "PLAINTEXT");
    unknown.put("default.api.timeout.ms", 3000);
    unknown.put("request.timeout.ms", 2000);
    assertThatThrownBy(() -> list(unknown)).hasCauseInstanceOf(TimeoutException.class);

    Map<String, Object> liar = broker.client(BrokerUser.READER);
    liar.merge(
        "sasl.jaas.config",
        "",
        (login, _) -> String.valueOf(login).replace("reader", BrokerUser.ADMIN.userName()));
    assertThatThrownBy(() -> list(liar)).hasCauseInstanceOf(SaslAuthenticationException.class);

    Map<String, Object> plain = broker.client(BrokerUser.ADMIN);
    plain.merge(
        "sasl.jaas.config",
        "",
        (login, _) -> String.valueOf(login).replace("scram.Scram", "plain.Plain"));
    plain.put("sasl.mechanism", "PLAIN");
    assertThatThrownBy(() -> list(plain)).hasCauseInstanceOf(SaslAuthenticationException.class);
  }

  @Test
  void aRightThatIsNoLongerWantedIsWithdrawnAndThoseOfOthersStay() throws Exception {
    AclBinding former = everything(BrokerUser.READER);
    AclBinding foreign =
        new AclBinding(former.pattern(), entry("User:somebody-else", AclOperation.READ));
    try (Admin admin = Admin.create(broker.client(BrokerUser.ADMIN))) {
      admin.createAcls(List.of(former, foreign)).all().get();
      broker.deploy();

      assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
          .contains(foreign)
          .doesNotContain(former)
          .containsAll(BrokerRights.wanted());
      admin.deleteAcls(List.of(foreign.toFilter())).all().get();
    }
  }

  @Test
  void aTopicThatIsKeptOtherwiseIsSetRight() throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "audit-read");
    try (Admin admin = Admin.create(broker.client(BrokerUser.ADMIN))) {
      admin
          .incrementalAlterConfigs(
              Map.of(topic, TopicDeployment.set(Map.of("retention.ms", "86400000"))))
          .all()
          .get();
      broker.deploy();

      assertThat(
              admin
                  .describeConfigs(List.of(topic))
                  .all()
                  .get()
                  .get(topic)
                  .get("retention.ms")
                  .value())
          .isEqualTo("-1");
    }
  }

  private static void list(Map<String, Object> client) throws Exception {
    try (Admin admin = Admin.create(client)) {
      admin.listTopics().names().get();
    }
  }

  private static AclBinding everything(BrokerUser user) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, "checkpoint", PatternType.LITERAL),
        entry(user.principal(), AclOperation.ALL));
  }

  private static AccessControlEntry entry(String principal, AclOperation operation) {
    return new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW);
  }

  private static Attempts as(BrokerUser user) throws Exception {
    return new Attempts(broker.client(user));
  }
}
