package org.twofold.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.twofold.events.AccountCreated;
import org.twofold.events.ChallengeRequested;
import org.twofold.events.FactorToggled;
import org.twofold.events.Method;
import org.twofold.events.Purpose;
import org.twofold.gateway.testing.GatewayUnderTest;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.test.SettableClock;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What accounts and registrations promise, on whichever database. */
abstract class AccountsContract {

  private static final int AT_ONCE = 64;
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final GatewayUnderTest gateway = gateway();
  private final Accounts accounts = gateway.bean(Accounts.class);
  private final Registrations registrations = gateway.bean(Registrations.class);
  private final AddressBook addresses = gateway.bean(AddressBook.class);
  private Registration begun;

  abstract GatewayUnderTest gateway();

  @BeforeEach
  void aRegistration() {
    gateway.clock().set(SettableClock.NINE);
    begun = registration(EventIds.next());
    assertThat(registrations.insert(begun, asked(begun)).block()).isTrue();
  }

  @Test
  void aRegistrationIsReadAsItWasWritten() {
    assertThat(found()).usingRecursiveComparison().isEqualTo(begun);
    assertThat(registrations.findByAccountId(begun.accountId()).block())
        .usingRecursiveComparison()
        .isEqualTo(begun);
    assertThat(registrations.find("another").block()).isNull();
    assertThat(registrations.findByAccountId("another").block()).isNull();
  }

  @Test
  void sixtyFourEqualRegistrationsAtOnceAreOneWithOneMessage() {
    Registration other = registration(EventIds.next());

    assertThat(won(() -> registrations.insert(other, asked(other)))).isEqualTo(1);
    assertThat(events(other.id(), ChallengeRequested.class)).hasSize(1);
  }

  @Test
  void sixtyFourReplacementsAtOnceSucceedOnce() {
    assertThat(
            won(
                () -> {
                  Registration next = registration(begun.id());
                  return registrations.replace(begun, next, asked(next));
                }))
        .isEqualTo(1);
    assertThat(events(begun.id(), ChallengeRequested.class)).hasSize(2);
    assertThat(found().accountId()).isNotEqualTo(begun.accountId());
    assertThat(registrations.findByAccountId(begun.accountId()).block()).isNull();
  }

  @Test
  @Tag("F1")
  void sixtyFourMessagesAtOnceAreSentOnce() {
    gateway.clock().forward(PAUSE);

    assertThat(won(() -> registrations.sendAgain(begun, PAUSE, asked(begun)))).isEqualTo(1);
    assertThat(found().sendNumber()).isEqualTo(2);
    assertThat(found().resendAt()).isEqualTo(gateway.clock().instant().plus(PAUSE));
    assertThat(found().expiresAt()).isEqualTo(begun.expiresAt());
    assertThat(found().challengeId()).isEqualTo(begun.challengeId());
  }

  @Test
  @Tag("F1")
  void nothingIsSentBeforeThePauseIsOver() {
    gateway.clock().forward(PAUSE.minusMillis(1));

    assertThat(registrations.sendAgain(begun, PAUSE, asked(begun)).block()).isFalse();
    assertThat(events(begun.id(), ChallengeRequested.class)).hasSize(1);
  }

  @Test
  @Tag("A2")
  void nothingIsSentOnceItIsOver() {
    gateway.clock().forward(LIFE);
    assertThat(registrations.sendAgain(begun, PAUSE, asked(begun)).block()).isFalse();
    gateway.clock().set(SettableClock.NINE.plus(PAUSE));
    registrations.done(begun).block();
    assertThat(registrations.sendAgain(begun, PAUSE, asked(begun)).block()).isFalse();
  }

  @Test
  void aRegistrationIsDoneOnceAndOnlyUnderItsOwnAccountId() {
    assertThat(won(() -> registrations.done(begun))).isEqualTo(1);
    Registration other = registration(begun.id());
    assertThat(registrations.done(other).block()).isFalse();
  }

  @Test
  @Tag("B1")
  void sixtyFourAccountsOfOneRegistrationAtOnceAreOneWithOneEvent() {
    EmailAddress address = address();

    assertThat(won(() -> created(begun, address))).isEqualTo(1);
    assertThat(
            gateway.events("accounts", begun.accountId()).stream()
                .filter(AccountCreated.class::isInstance))
        .hasSize(1);
  }

  @Test
  void sixtyFourAccountsOfOneAddressAtOnceAreOne() {
    EmailAddress address = address();

    assertThat(won(() -> created(registration(EventIds.next()), address))).isEqualTo(1);
    assertThatThrownBy(() -> accounts.create(begun, address).block())
        .isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void anAccountIsFoundByItsAddressAndIdAndNoOther() {
    EmailAddress address = address();
    Account account = account(address);

    assertThat(accounts.findByAddress(address).block())
        .usingRecursiveComparison()
        .isEqualTo(account);
    assertThat(addresses.open(account.id(), account.address())).isEqualTo(address);
    assertThat(accounts.findByAddress(address()).block()).isNull();
    assertThat(accounts.find("another").block()).isNull();
  }

  @Test
  @Tag("G1")
  void noDocumentHasTheAddress() {
    EmailAddress address = address();
    Account account = account(address);

    assertThat(gateway.stored("accounts", account.id()).toJson())
        .doesNotContain(address.canonical());
    assertThat(gateway.stored("registrations", begun.id()).toJson())
        .doesNotContain(address.canonical());
  }

  @Test
  void anAddressSealedForOneAccountDoesNotOpenForAnother() {
    Account account = account(address());

    assertThatThrownBy(() -> addresses.open(EventIds.next(), account.address()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sixtyFourChangesOfOneVersionAtOnceSucceedOnceWithOneEvent() {
    Account account = account(address());

    assertThat(won(() -> toggle(account, true, "session"))).isEqualTo(1);
    Account changed = accounts.find(account.id()).block();
    assertThat(changed.version()).isEqualTo(2);
    assertThat(changed.sessionEpoch()).isEqualTo(1);
    assertThat(changed.emailEnabled()).isTrue();
    assertThat(
            gateway.events("accounts", account.id()).stream()
                .filter(FactorToggled.class::isInstance))
        .hasSize(1);
  }

  @Test
  void ofAProfileAndASwitchThatReadTheSameTheLaterSwitchIsRefused() {
    Account account = account(address());

    assertThat(change(account, edit -> edit.profile("fr", "Europe/Paris")).block()).isTrue();
    assertThat(toggle(account, true, "session").block()).isFalse();
    assertThat(accounts.find(account.id()).block())
        .extracting(Account::locale, Account::timeZone, Account::version, Account::emailEnabled)
        .containsExactly("fr", "Europe/Paris", 2L, false);
  }

  @Test
  @Tag("C6")
  void aChangeEndsEverySessionButItsOwn() {
    Account account = account(address());
    toggle(account, true, "hers").block();
    Account changed = accounts.find(account.id()).block();

    assertThat(changed.admits("hers", 0)).isTrue();
    assertThat(changed.admits("another", 0)).isFalse();
    assertThat(changed.admits("a-later-one", 1)).isTrue();
    toggle(changed, false, "a-later-one").block();
    Account again = accounts.find(account.id()).block();
    assertThat(again.admits("hers", 0)).isFalse();
    assertThat(again.admits("a-later-one", 1)).isTrue();
  }

  @Test
  void theMethodThatCompletedALoginIsRemembered() {
    Account account = account(address());

    assertThat(accounts.remember(account.id(), Method.EMAIL).block()).isTrue();
    assertThat(accounts.remember(account.id(), Method.EMAIL).block()).isFalse();
    assertThat(accounts.find(account.id()).block().lastMethod()).isEqualTo("EMAIL");
  }

  private Mono<Boolean> toggle(Account read, boolean on, String kept) {
    return change(
        read, edit -> edit.on(on, false, false).endSessions(kept), Outgoing.of(toggled(read)));
  }

  private Mono<Boolean> change(Account read, UnaryOperator<AccountEdit> edit, Outgoing... events) {
    return accounts
        .change(
            read.id(),
            standing ->
                standing.version() == read.version()
                    ? Optional.of(
                        new Accounts.Change(edit.apply(standing.edit()).done(), List.of(events)))
                    : Optional.empty())
        .map(Accounts.Changed::done);
  }

  private Account account(EmailAddress address) {
    Registration proven = registration(EventIds.next());
    accounts.create(proven, address).block();
    return accounts.find(proven.accountId()).block();
  }

  private Mono<Boolean> created(Registration registration, EmailAddress address) {
    return accounts
        .create(registration, address)
        .thenReturn(true)
        .onErrorReturn(DuplicateKeyException.class, false);
  }

  private Registration found() {
    return registrations.find(begun.id()).block();
  }

  private <T extends SpecificRecord> List<T> events(String id, Class<T> type) {
    return gateway.events("registrations", id, type);
  }

  private static EmailAddress address() {
    return EmailAddress.parse("a" + EventIds.next() + "@example.com").orElseThrow();
  }

  private Registration registration(String id) {
    String accountId = EventIds.next();
    Instant now = gateway.clock().instant();
    return new Registration(
        id,
        accountId,
        addresses.seal(accountId, address()),
        "$argon2id$",
        "en",
        "UTC",
        Purpose.SIGN_UP,
        EventIds.next(),
        1,
        now,
        now.plus(LIFE),
        now.plus(PAUSE),
        false);
  }

  private ChallengeRequested asked(Registration registration) {
    return ChallengeRequested.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(gateway.clock().instant())
        .setUserId(registration.accountId())
        .setCorrelationId(registration.accountId())
        .setAggregateId(registration.id())
        .setSequence(0)
        .setPurpose(registration.purpose())
        .setMethod(Method.EMAIL)
        .setChallengeId(registration.challengeId())
        .setChallengeStartedAt(registration.startedAt())
        .setSendNumber(registration.sendNumber())
        .setExpiresAt(registration.expiresAt())
        .setDestination(ByteBuffer.wrap(new byte[] {1}))
        .build();
  }

  private FactorToggled toggled(Account account) {
    return FactorToggled.newBuilder()
        .setEventId(EventIds.next())
        .setOccurredAt(gateway.clock().instant())
        .setUserId(account.id())
        .setCorrelationId("session")
        .setAggregateId(account.id())
        .setSequence(0)
        .setMethod(Method.EMAIL)
        .setOn(true)
        .setNotAfter(gateway.clock().instant())
        .setRecipients(List.of())
        .build();
  }

  private static long won(Supplier<Mono<Boolean>> step) {
    return Flux.range(0, AT_ONCE)
        .flatMap(i -> step.get(), AT_ONCE)
        .filter(matched -> matched)
        .count()
        .block();
  }
}
