package org.twofold.stack.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
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
