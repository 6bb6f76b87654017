package org.twofold.gateway.account;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;
import org.twofold.events.Origin;
import org.twofold.gateway.link.ChangesStoppedException;
import org.twofold.messaging.Outgoing;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/** The accounts. Every change is one guarded update, together with its events. */
@Component
public class Accounts implements Indexed {

  static final String COLLECTION = "accounts";

  /** More than can change one account at once without one of them failing. */
  private static final int ROUNDS = 100;

  private final OutboxCollection<Account> documents;
  private final ReactiveMongoTemplate mongo;
  private final AddressBook addresses;
  private final PersonalKeys personal;
  private final AccountEvents events;
  private final Clock clock;

  Accounts(
      OutboxCollections collections,
      ReactiveMongoTemplate mongo,
      AddressBook addresses,
      PersonalKeys personal,
      AccountEvents events,
      Clock clock) {
    this.documents = collections.of(COLLECTION, Account.class);
    this.mongo = mongo;
    this.addresses = addresses;
    this.personal = personal;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What an account is to become, and the events that say so.
   *
   * @param next made by {@link Account#edit()} of what was read, or a new one
   */
  public record Change(Account next, List<Outgoing> events) {}

  /**
   * What became of a change.
   *
   * @param account as it stands after it
   * @param done false where the rule wanted none
   */
  public record Changed(Account account, boolean done) {}

  /** The account of an address; empty if there is none. */
  public Mono<Account> findByAddress(EmailAddress address) {
    return mongo.findOne(
        Query.query(where("addressIndex").in(addresses.indexes(address))),
        Account.class,
        COLLECTION);
  }

  /** The accounts of some addresses, by their {@link AddressBook#index}; of some there are none. */
  public Mono<Map<String, Account>> findByAddresses(Collection<EmailAddress> some) {
    Map<String, String> present = new HashMap<>();
    for (EmailAddress address : some) {
      String now = addresses.index(address);
      addresses.indexes(address).forEach(index -> present.put(index, now));
    }
    return mongo
        .find(Query.query(where("addressIndex").in(present.keySet())), Account.class, COLLECTION)
        .collectMap(account -> present.getOrDefault(account.addressIndex(), ""));
  }

  /** Whether another account has that address, also under a former key of the index. */
  public Mono<Boolean> isTaken(EmailAddress address, String userId) {
    return findByAddress(address).map(other -> !other.id().equals(userId)).defaultIfEmpty(false);
  }

  /** The account of an id; empty if there is none. */
  public Mono<Account> find(String userId) {
    return documents.find(userId);
  }

  /**
   * Makes the account of a proven address. Fails with DuplicateKeyException where the id or the
   * address has one already.
   */
  Mono<Void> create(Registration proven, EmailAddress address) {
    String userId = proven.accountId();
    Account account =
        Account.fresh(
            userId,
            addresses.index(address),
            addresses.seal(userId, address),
            proven.passwordHash(),
            proven.locale(),
            proven.timeZone(),
            personal.makeKey(userId),
            clock.instant());
    return isTaken(address, userId)
        .flatMap(
            taken ->
                taken
                    ? Mono.error(new DuplicateKeyException("The address has an account"))
                    : documents.insert(account, null, events.created(account, Origin.SIGN_UP)));
  }

  /**
   * Puts accounts there in one command, each with the events that say so.
   *
   * @return the places of those whose id or address has one already; the others are there
   */
  public Mono<Set<Integer>> insertAll(List<Change> fresh) {
    return documents.insertAll(
        fresh.stream().map(one -> new OutboxCollection.Fresh<>(one.next(), one.events())).toList());
  }

  /**
   * Changes an account by compare-and-set on its version: the rule is asked again where another
   * change came between. Fails where too many do, or where there is no such account; with
   * DuplicateKeyException where the new address has an account already.
   *
   * @param rule what it is to become; empty where it is to stay as it is
   */
  public Mono<Changed> change(String userId, Function<Account, Optional<Change>> rule) {
    return Mono.defer(() -> find(userId).single().flatMap(read -> tryOnce(read, rule)))
        .repeatWhenEmpty(ROUNDS, rounds -> rounds);
  }

  /**
   * The same for everything that decides who gets in: fails with {@link ChangesStoppedException}
   * where the owner had all such changes stopped, be it between the asking and the writing.
   */
  public Mono<Changed> changeUnlessStopped(
      String userId, Function<Account, Optional<Change>> rule) {
    return change(
        userId,
        account -> {
          if (account.recovery().changesStopped()) {
            throw new ChangesStoppedException();
          }
          return rule.apply(account);
        });
  }

  private Mono<Changed> tryOnce(Account read, Function<Account, Optional<Change>> rule) {
    Optional<Change> wanted = rule.apply(read);
    if (wanted.isEmpty()) {
      return Mono.just(new Changed(read, false));
    }
    Change change = wanted.get();
    return documents
        .update(
            read.id(),
            where("version").is(read.version()),
            to(change.next()),
            change.events().toArray(Outgoing[]::new))
        .filter(won -> won)
        .map(won -> new Changed(change.next(), true));
  }

  private static Update to(Account next) {
    return new Update()
        .set("addressIndex", next.addressIndex())
        .set("address", next.address())
        .set("passwordHash", next.passwordHash())
        .set("locale", next.locale())
        .set("timeZone", next.timeZone())
        .set("emailEnabled", next.emailEnabled())
        .set("phone", next.phone())
        .set("smsEnabled", next.smsEnabled())
        .set("authenticators", next.authenticators())
        .set("totpEnabled", next.totpEnabled())
        .set("backupCodes", next.backupCodes())
        .set("sessionEpoch", next.sessionEpoch())
        .set("epochKeptBy", next.epochKeptBy())
        .set("recovery", next.recovery())
        .set("support", next.support())
        .set("dataKey", next.dataKey())
        .set("version", next.version());
  }

  /** Remembers the method that completed a login. */
  public Mono<Boolean> remember(String userId, Method method) {
    return documents.update(
        userId,
        where("lastMethod").ne(method.name()),
        new Update().set("lastMethod", method.name()));
  }

  /**
   * Lets EMAIL be a second factor again, after a login by another method (D1).
   *
   * @param read as it was when that login was opened; a reset since then stands
   */
  public Mono<Boolean> wakeEmail(Account read) {
    return documents.update(
        read.id(),
        where("recovery.emailRests").is(true).and("sessionEpoch").is(read.sessionEpoch()),
        new Update().set("recovery.emailRests", false).inc("version", 1));
  }

  /**
   * Remembers when a device logged in. There are no more of them than the fixed list has.
   *
   * @param device browser and system; null where not known
   */
  public Mono<Boolean> seen(String userId, @Nullable String device) {
    return documents.update(
        userId,
        new Criteria(),
        new Update().max("devices." + Account.known(device), clock.instant()));
  }

  /**
   * Finds the account by the present key of the index from now on, where it was by a former one.
   */
  public Mono<Boolean> reindex(Account read) {
    String present = addresses.index(addresses.open(read.id(), read.address()));
    return read.addressIndex().equals(present)
        ? Mono.just(false)
        : documents.update(
            read.id(),
            where("addressIndex").is(read.addressIndex()),
            new Update().set("addressIndex", present).inc("version", 1));
  }

  /** Remembers when an authenticator completed a login. */
  public Mono<Boolean> used(String userId, String totpId) {
    return documents.update(
        userId, new Criteria(), new Update().set("usedAt." + totpId, clock.instant()));
  }

  /** Notes what was heard of a method's failures, if it is news, with the events that tell it. */
  Mono<Boolean> lock(String userId, Method method, Lock lock, Outgoing... events) {
    String field = "locks." + method.name();
    Criteria news =
        new Criteria()
            .orOperator(where(field).exists(false), where(field + ".sequence").lt(lock.sequence()));
    return documents.update(userId, news, new Update().set(field, lock), events);
  }

  /** When an authenticator last completed a login, for telling; empty where it did not. */
  public static Optional<Instant> usedAt(Account account, String totpId) {
    return Optional.ofNullable(account.usedAt().get(totpId));
  }

  /** Makes the index that keeps an address to one account. */
  @Override
  public Mono<String> makeIndexes() {
    return mongo
        .indexOps(COLLECTION)
        .createIndex(new Index("addressIndex", Sort.Direction.ASC).unique());
  }
}
