package org.twofold.gateway.account;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Clock;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.events.AccountCreated;
import org.twofold.events.FactorToggled;
import org.twofold.events.Origin;
import org.twofold.messaging.EventIds;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/** The accounts. Every change is one guarded update; none reads, compares and saves. */
@Component
public class Accounts {

  static final String COLLECTION = "accounts";

  private final OutboxCollection<Account> documents;
  private final ReactiveMongoTemplate mongo;
  private final AddressBook addresses;
  private final Clock clock;

  Accounts(
      OutboxCollections collections,
      ReactiveMongoTemplate mongo,
      AddressBook addresses,
      Clock clock) {
    this.documents = collections.of(COLLECTION, Account.class);
    this.mongo = mongo;
    this.addresses = addresses;
    this.clock = clock;
  }

  /** The account of an address; empty if there is none. */
  public Mono<Account> findByAddress(EmailAddress address) {
    return mongo.findOne(
        Query.query(where("addressIndex").is(addresses.index(address))), Account.class, COLLECTION);
  }

  /** The account of an id; empty if there is none. */
  public Mono<Account> find(String userId) {
    return documents.find(userId);
  }

  /** Its address, opened. */
  public EmailAddress addressOf(Account account) {
    return addresses.open(account.id(), account.address());
  }

  /**
   * Makes the account of a proven address. Fails with DuplicateKeyException where the id or the
   * address has one already.
   */
  Mono<Void> create(Registration proven, EmailAddress address) {
    String userId = proven.accountId();
    Account account =
        new Account(
            userId,
            addresses.index(address),
            addresses.seal(userId, address),
            proven.passwordHash(),
            proven.locale(),
            proven.timeZone(),
            false,
            null,
            1,
            0,
            null,
            clock.instant());
    AccountCreated event =
        AccountCreated.newBuilder()
            .setEventId(EventIds.next())
            .setOccurredAt(clock.instant())
            .setUserId(userId)
            .setCorrelationId(userId)
            .setAggregateId(userId)
            .setSequence(0)
            .setOrigin(Origin.SIGN_UP)
            .setLocale(proven.locale())
            .setTimeZone(proven.timeZone())
            .build();
    return documents.insert(account, null, Outgoing.of(event));
  }

  /** Changes language and time zone. */
  public Mono<Boolean> changeProfile(String userId, String locale, String timeZone) {
    return documents.update(
        userId,
        new Criteria(),
        new Update().set("locale", locale).set("timeZone", timeZone).inc("version", 1));
  }

  /**
   * Turns Email Verification on or off, if the settings still stand at that version, and ends every
   * session but one.
   *
   * @return whether they did
   */
  public Mono<Boolean> toggleEmail(
      Account read, boolean on, String sessionThatStays, FactorToggled event) {
    return documents.update(
        read.id(),
        where("version").is(read.version()),
        new Update()
            .set("emailEnabled", on)
            .set("version", read.version() + 1)
            .set("sessionEpoch", read.sessionEpoch() + 1)
            .set("epochKeptBy", sessionThatStays),
        Outgoing.of(event));
  }

  /** Remembers the method that completed a login. */
  public Mono<Boolean> remember(String userId, String method) {
    return documents.update(
        userId, where("lastMethod").ne(method), new Update().set("lastMethod", method));
  }

  /** Makes the index that keeps an address to one account. */
  Mono<String> makeIndexes() {
    return mongo
        .indexOps(COLLECTION)
        .createIndex(new Index("addressIndex", Sort.Direction.ASC).unique());
  }
}
