package org.twofold.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twofold.gateway.testing.Subscriber.aSubscriber;
import static org.twofold.gateway.testing.Subscriber.aSubscriberWithEmailVerification;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.events.FactorChange;
import org.twofold.events.FactorChanged;
import org.twofold.events.FactorToggled;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Authenticator;
import org.twofold.gateway.link.Links;
import org.twofold.gateway.recovery.MailedLinks;
import org.twofold.gateway.testing.Answer;
import org.twofold.gateway.testing.Api;
import org.twofold.gateway.testing.AtOnce;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.gateway.testing.MfaStandIn;
import org.twofold.gateway.testing.Subscriber;

/** The removal of a factor by support, and what its owner can do about it. */
@Tag("D5")
class FactorRemovalTest {

  private static final String REMOVALS = "/api/v1/settings/security/removals";

  private final GatewayUnderTest gateway = GatewayUnderTest.onStandIn();
  private final HelpDesk desk = new HelpDesk(gateway);
  private final Instant before = gateway.clock().instant();

  @AfterEach
  void setTheClockBack() {
    gateway.clock().set(before);
  }

  @Test
  void aFactorIsRemovedAfterTheDelayAndNotBefore() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);

    Answer asked = desk.asks("remove-factor", HelpDesk.request(she, "EMAIL"));

    Instant due = before.plus(Duration.ofHours(24));
    assertThat(Instant.parse(asked.text("dueAt"))).isEqualTo(due);
    assertThat(desk.changes(she, FactorChange.REMOVAL_ASKED))
        .singleElement()
        .satisfies(event -> assertThat(event.getDueAt()).isEqualTo(due))
        .satisfies(this::namesOlgaAndTellsAll);
    gateway.clock().set(due.minusMillis(1));
    desk.sweeps();
    assertThat(desk.account(she).emailEnabled()).isTrue();
    assertThat(she.logIn().text("status")).isEqualTo("SECOND_FACTOR_REQUIRED");

    gateway.clock().set(due);
    desk.sweeps();
    desk.sweeps();

    assertThat(desk.account(she).emailEnabled()).isFalse();
    assertThat(desk.account(she).support().removals()).isEmpty();
    assertThat(desk.changes(she, FactorChange.REMOVED))
        .singleElement()
        .satisfies(this::namesOlgaAndTellsAll);
    assertThat(desk.events(she, FactorToggled.class).getLast().getOn()).isFalse();
    assertThat(desk.events(she, FactorToggled.class).getLast().getRecipients()).isEmpty();
    assertThat(she.logIn().text("status")).isEqualTo("COMPLETE");
  }

  @Test
  @Tag("C6")
  void aRemovalEndsTheSessions() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    desk.asks("remove-factor", HelpDesk.request(she, "EMAIL"));
    gateway.clock().set(before.plus(Duration.ofHours(24)).minusSeconds(1));
    String session = she.verifies(she.logIn(), MfaStandIn.RIGHT).session();
    gateway.clock().set(before.plus(Duration.ofHours(24)));
    desk.sweeps();

    assertThat(she.session(session).status()).isEqualTo(401);
  }

  @Test
  void askedForTwiceItGoesOnOnceAndSweptAtOnceItIsDoneOnce() throws Exception {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    String first = desk.asks("remove-factor", HelpDesk.request(she, "EMAIL")).text("dueAt");
    gateway.clock().set(before.plus(Duration.ofHours(1)));

    assertThat(desk.asks("remove-factor", HelpDesk.request(she, "EMAIL")).text("dueAt"))
        .isEqualTo(first);
    assertThat(desk.changes(she, FactorChange.REMOVAL_ASKED)).hasSize(1);
    String removalId = desk.account(she).support().removals().getFirst().id();
    FactorRemoval removal = gateway.bean(FactorRemoval.class);
    String userId = desk.account(she).id();
    gateway.clock().set(Instant.parse(first).minusMillis(1));
    assertThat(removal.complete(userId, removalId).block()).isFalse();
    gateway.clock().set(Instant.parse(first));

    assertThat(AtOnce.sixtyFour(() -> removal.complete(userId, removalId).block()))
        .containsOnlyOnce(true);
    assertThat(desk.changes(she, FactorChange.REMOVED)).hasSize(1);
  }

  @Test
  void itsOwnerStopsItInMySettings() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    Subscriber other = aSubscriberWithEmailVerification(gateway);
    desk.asks("remove-factor", HelpDesk.request(she, "EMAIL"));
    Api hers = she.api().with(she.verifies(she.logIn(), MfaStandIn.RIGHT).session());
    Api others = other.api().with(other.verifies(other.logIn(), MfaStandIn.RIGHT).session());
    String removalId = desk.account(she).support().removals().getFirst().id();
    assertThat(hers.get(REMOVALS).body()).contains(removalId, "\"method\":\"EMAIL\"", "dueAt");

    assertThat(others.delete(REMOVALS + "/" + removalId).status()).isEqualTo(404);
    assertThat(she.api().delete(REMOVALS + "/" + removalId).status()).isEqualTo(401);
    assertThat(hers.delete(REMOVALS + "/" + removalId).status()).isEqualTo(204);
    assertThat(hers.delete(REMOVALS + "/" + removalId).status()).isEqualTo(404);

    gateway.clock().set(before.plus(Duration.ofHours(25)));
    desk.sweeps();
    assertThat(desk.account(she).emailEnabled()).isTrue();
    assertThat(desk.changes(she, FactorChange.REMOVED)).isEmpty();
    assertThat(desk.changes(she, FactorChange.REMOVAL_STOPPED))
        .singleElement()
        .satisfies(event -> assertThat(event.getOperator()).isNull())
        .satisfies(event -> assertThat(event.getRecipients()).hasSize(1));
  }

  @Test
  @Tag("D3")
  void theLinkOfItsNoticeStopsItOnce() {
    Subscriber she = aSubscriberWithEmailVerification(gateway);
    desk.asks("remove-factor", HelpDesk.request(she, "EMAIL"));
    Account account = desk.account(she);
    Links links = gateway.bean(Links.class);
    String url =
        links.url(
            links.cancel(
                account.id(), account.support().removals().getFirst().id(), Duration.ofHours(24)));
    String token = url.substring(url.lastIndexOf('/') + 1);
    MailedLinks mailed = gateway.bean(MailedLinks.class);

    assertThat(mailed.use(token, null).block()).isInstanceOf(MailedLinks.State.Done.class);
    assertThat(mailed.use(token, null).block()).isInstanceOf(MailedLinks.State.Over.class);

    gateway.clock().set(before.plus(Duration.ofHours(25)));
    desk.sweeps();
    assertThat(desk.account(she).emailEnabled()).isTrue();
    assertThat(desk.changes(she, FactorChange.REMOVAL_STOPPED)).hasSize(1);
  }

  @Test
  void whatIsSetUpAfterItWasAskedForStays() {
    Subscriber she = aSubscriber(gateway);
    desk.gives(
        she, new Authenticator("old", "Phone", before), new Authenticator("older", "Pad", before));
    desk.asks("remove-factor", HelpDesk.request(she, "TOTP"));
    Authenticator fresh = new Authenticator("new", "New phone", before.plusSeconds(60));
    desk.gives(
        she,
        new Authenticator("old", "Phone", before),
        new Authenticator("older", "Pad", before),
        fresh);
    gateway.clock().set(before.plus(Duration.ofHours(24)));
    desk.sweeps();

    assertThat(desk.account(she).authenticators()).containsExactly(fresh);
    assertThat(desk.account(she).methods().on()).hasSize(1);
    assertThat(desk.changes(she, FactorChange.REMOVED))
        .extracting(FactorChanged::getFactorId)
        .containsExactly("old", "older");
    assertThat(desk.changes(she, FactorChange.REMOVED))
        .filteredOn(event -> !event.getRecipients().isEmpty())
        .hasSize(1);
  }

  @Test
  void whatIsNotSetUpIsNotRemoved() {
    Answer answer = desk.asks("remove-factor", HelpDesk.request(aSubscriber(gateway), "TOTP"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("not-set-up");
  }

  private void namesOlgaAndTellsAll(FactorChanged event) {
    assertThat(event.getOperator()).isEqualTo(HelpDesk.OLGA);
    assertThat(event.getReason()).isEqualTo(HelpDesk.REASON);
    assertThat(event.getRecipients()).hasSize(1);
    assertThat(event.getNotAfter()).isNotNull();
  }
}
