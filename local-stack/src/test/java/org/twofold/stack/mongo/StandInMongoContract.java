package org.twofold.stack.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the services rely on, whatever keeps the documents. */
abstract class StandInMongoContract {
  MongoCollection<Document> collection;
  private StandInMongo server;
  private MongoClient client;

  abstract StandInMongo start();

  @BeforeEach
  void begin() {
    server = start();
    client = MongoClients.create(server.uri("test"));
    collection = client.getDatabase("test").getCollection("things");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void saysHelloOnAnyDatabase() {
    Document hello = client.getDatabase("test").runCommand(new Document("hello", 1));

    assertThat(hello.getBoolean("isWritablePrimary")).isTrue();
    assertThat(hello.getInteger("maxWireVersion")).isPositive();
  }

  @Test
  void letsOneOfSixtyFourConcurrentUpdatesWin() throws Exception {
    for (int round = 0; round < 10; round++) {
      String id = "c" + round;
      collection.insertOne(new Document("_id", id).append("consumed", false));
      List<Long> modified =
          atOnce(
              64,
              n ->
                  collection
                      .updateOne(
                          and(eq("_id", id), eq("consumed", false)),
                          combine(set("consumed", true), set("by", n)))
                      .getModifiedCount());
      assertThat(modified).filteredOn(count -> count == 1).hasSize(1);
    }
  }

  @Test
  void countsEveryOneOfSixtyFourConcurrentAttempts() throws Exception {
    collection.insertOne(new Document("_id", "c").append("attempts", 0));
    List<Integer> seen =
        atOnce(
            64,
            _ ->
                requireNonNull(
                        collection.findOneAndUpdate(
                            eq("_id", "c"),
                            inc("attempts", 1),
                            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                    .getInteger("attempts"));
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 64).boxed().toList());
  }

  @Test
  void makesOneDocumentOfSixtyFourConcurrentUpserts() throws Exception {
    atOnce(
        64,
        n ->
            collection.updateOne(
                eq("_id", "u"), setOnInsert("by", n), new UpdateOptions().upsert(true)));
    assertThat(collection.countDocuments()).isEqualTo(1);
  }

  @Test
  void neverShowsADocumentInTheMiddleOfAnUpdate() throws Exception {
    collection.insertOne(pair(0).append("_id", "p"));
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writer =
          threads.submit(
              () -> {
                for (int n = 1; n <= 500; n++) {
                  collection.updateOne(eq("_id", "p"), new Document("$set", pair(n)));
                }
                done.set(true);
              });
      List<Document> torn = new ArrayList<>();
      while (!done.get() && !writer.isDone()) {
        Document read = requireNonNull(collection.find(eq("_id", "p")).first());
        if (!Objects.equals(read.get("left"), read.get("right"))) {
          torn.add(read);
        }
      }
      writer.get();
      assertThat(torn).isEmpty();
    }
  }

  @Test
  void findsByIdWithFurtherConditionsWithoutAScan() {
    collection.insertMany(
        IntStream.range(0, 20_000)
            .mapToObj(n -> new Document("_id", "d" + n).append("attempts", 0))
            .toList());
    Duration scan = timeOf(() -> collection.find(eq("attempts", -1)).first());
    Document fewAttempts = new Document("attempts", new Document("$lt", 9999));
    Document topLevel = new Document("_id", "d7").append("attempts", new Document("$lt", 9999));
    Document insideAnd = new Document("$and", List.of(eq("_id", "d7"), fewAttempts));
    for (Document filter : List.of(topLevel, insideAnd)) {
      // measured together, so that a busy machine slows both; a scan takes some thirty times as
      // long
      assertThat(timeOf(() -> collection.updateOne(filter, inc("attempts", 1))))
          .isLessThan(scan.dividedBy(3));
    }
  }

  @Test
  void findsWhatHasAFieldByItsSparseIndexWithoutAScan() {
    collection.createIndex(new Document("since", 1), new IndexOptions().sparse(true));
    collection.insertMany(
        IntStream.range(0, 20_000).mapToObj(n -> new Document("_id", "d" + n)).toList());
    collection.updateOne(eq("_id", "d5"), set("since", 5));
    collection.insertOne(new Document("_id", "d-new").append("since", 7));
    Duration scan = timeOf(() -> collection.find(eq("other", -1)).first());

    assertThat(waiting(9)).containsExactly("d5", "d-new");
    assertThat(timeOf(() -> waiting(9))).isLessThan(scan.dividedBy(3));
    assertThat(waiting(6)).containsExactly("d5");
    collection.updateOne(eq("_id", "d5"), unset("since"));
    assertThat(waiting(9)).containsExactly("d-new");
    collection.updateOne(eq("_id", "d-new"), set("since", 20));
    assertThat(waiting(9)).isEmpty();
    collection.deleteOne(eq("_id", "d-new"));
    assertThat(waiting(99)).isEmpty();
  }

  @Test
  void ofAnUnorderedInsertOnlyThoseFailWhoseKeyIsTaken() {
    collection.createIndex(new Document("name", 1), new IndexOptions().unique(true));
    collection.insertOne(new Document("_id", "x").append("name", "n3"));
    List<Document> many =
        IntStream.range(0, 6)
            .mapToObj(n -> new Document("_id", "d" + n).append("name", "n" + n))
            .toList();

    assertThatThrownBy(() -> collection.insertMany(many, new InsertManyOptions().ordered(false)))
        .isInstanceOfSatisfying(
            MongoBulkWriteException.class,
            failure ->
                assertThat(failure.getWriteErrors())
                    .extracting(BulkWriteError::getIndex)
                    .containsExactly(3));
    assertThat(collection.countDocuments()).isEqualTo(6);
    assertThat(collection.find(in("name", "n1", "n3", "n9")))
        .extracting(found -> found.getString("_id"))
        .containsExactlyInAnyOrder("d1", "x");
  }

  @Test
  void findsKeysOfEveryKindByTheirIndex() {
    List<Object> keys =
        List.of("", "a", "A", "é", "a\u0000", "x".repeat(500), 7, 7L << 40, true, new ObjectId());
    keys.forEach(key -> collection.insertOne(new Document("_id", key).append("is", key)));
    IntStream.range(0, 2_000)
        .forEach(n -> collection.insertOne(new Document("_id", "k" + n * 7919 % 2_000)));

    assertThat(keys)
        .allSatisfy(
            key ->
                assertThat(requireNonNull(collection.find(eq("_id", key)).first()))
                    .containsEntry("is", key));
    for (int n = 0; n < 2_000; n++) {
      assertThat(collection.deleteOne(eq("_id", "k" + n)).getDeletedCount()).isOne();
    }
    assertThat(collection.countDocuments()).isEqualTo(keys.size());
  }

  private List<String> waiting(int before) {
    return collection
        .find(lt("since", before))
        .sort(new Document("since", 1))
        .into(new ArrayList<>())
        .stream()
        .map(found -> found.getString("_id"))
        .toList();
  }

  @Test
  void matchesTheRestOfAFilterThatNamesAnId() {
    collection.insertOne(new Document("_id", "x").append("attempts", 5));
    assertThat(collection.find(and(eq("_id", "x"), lt("attempts", 5))).first()).isNull();
    assertThat(collection.find(and(eq("_id", "x"), lt("attempts", 6))).first()).isNotNull();
    assertThat(collection.find(and(eq("_id", "y"), lt("attempts", 6))).first()).isNull();
    assertThat(collection.deleteOne(and(eq("_id", "x"), eq("attempts", 4))).getDeletedCount())
        .isZero();
    assertThat(collection.deleteOne(and(eq("_id", "x"), eq("attempts", 5))).getDeletedCount())
        .isEqualTo(1);
  }

  @Test
  void refusesAGuardThatIsNoneOnMongoDb() {
    Document slots = new Document("slots", List.of(new Document("n", 1), new Document("n", 2)));
    collection.insertOne(slots.append("_id", "a"));

    for (Bson guard : List.of(eq("slots.1.usedBy", null), in("slots.1.usedBy", "x", null))) {
      assertThatThrownBy(
              () -> collection.updateOne(and(eq("_id", "a"), guard), set("slots.1.usedBy", "x")))
          .isInstanceOf(MongoException.class)
          .hasMessageContaining("slots.1.usedBy is always null to MongoDB");
    }
    assertThat(
            collection
                .updateOne(
                    and(eq("_id", "a"), elemMatch("slots", and(eq("n", 2), eq("usedBy", null)))),
                    set("slots.1.usedBy", "x"))
                .getModifiedCount())
        .isEqualTo(1);
  }

  @Test
  void keepsAUniqueIndexUnderConcurrentInserts() throws Exception {
    collection.createIndex(new Document("name", 1), new IndexOptions().unique(true));
    List<Boolean> inserted =
        atOnce(
            64,
            n -> {
              try {
                collection.insertOne(new Document("_id", n).append("name", "same"));
                return true;
              } catch (MongoWriteException e) {
                return false;
              }
            });
    assertThat(inserted).filteredOn(won -> won).hasSize(1);
    assertThat(collection.find(and(eq("name", "same"), lt("_id", 100))).first()).isNotNull();
  }

  private static Document pair(int n) {
    return new Document("left", n).append("right", n);
  }

  /** Ten of them, so that one pause does not count. */
  private static Duration timeOf(Runnable operation) {
    operation.run();
    long start = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      operation.run();
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static <T> List<T> atOnce(int times, IntFunction<T> action) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
      List<Callable<T>> tasks =
          IntStream.range(0, times).<Callable<T>>mapToObj(n -> () -> action.apply(n)).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    }
  }
}
