package org.twofold.stack.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.bson.Document;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoProcessTest {

  private static final String JAVA = ProcessHandle.current().info().command().orElse("java");

  @TempDir Path directory;

  @Test
  void losesNothingThatItAcknowledgedWhenItIsKilled() throws Exception {
    Process process = start();
    try (MongoClient client = MongoClients.create(uri(process))) {
      MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
      things.createIndex(new Document("since", 1), new IndexOptions().sparse(true));
      for (int n = 0; n < 200; n++) {
        things.insertOne(new Document("_id", n));
      }
      things.updateOne(eq("_id", 7), set("since", 7));
      process.destroyForcibly().waitFor();
    }
    try (StandInMongo again = StandInMongo.onFile(directory.resolve("data.mv"), 0);
        MongoClient client = MongoClients.create(again.uri("test"))) {
      MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
      assertThat(things.countDocuments()).isEqualTo(200);
      assertThat(things.find(eq("_id", 199)).first()).isNotNull();
      assertThat(things.find(lt("since", 8)).first()).containsEntry("_id", 7);
    }
  }

  @Test
  void findsWhatAFileOfBeforeItsOwnOrderOfKeysHolds() throws Exception {
    Path file = directory.resolve("data.mv");
    MongoServer before = new MongoServer(new H2Backend(MVStore.open(file.toString())));
    try (MongoClient client =
        MongoClients.create("mongodb://127.0.0.1:" + before.bind().getPort())) {
      MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
      things.createIndex(new Document("name", 1), new IndexOptions().unique(true));
      for (int n = 0; n < 100; n++) {
        things.insertOne(new Document("_id", "d" + n).append("name", "n" + n));
      }
    } finally {
      before.shutdown();
    }
    for (int start = 0; start < 2; start++) {
      try (StandInMongo again = StandInMongo.onFile(file, 0);
          MongoClient client = MongoClients.create(again.uri("test"))) {
        MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
        for (int n = 0; n < 100; n++) {
          assertThat(things.find(eq("_id", "d" + n)).first()).isNotNull();
          assertThat(things.find(eq("name", "n" + n)).first()).containsEntry("_id", "d" + n);
        }
      }
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            JAVA,
            "-cp",
            System.getProperty("java.class.path"),
            MongoProcess.class.getName(),
            directory.toString(),
            "0")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** From the line that it prints when it answers. */
  private static String uri(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    assertThat(line).startsWith("MongoDB stand-in on port ");
    return "mongodb://127.0.0.1:" + line.replaceAll("\\D*(\\d+),.*", "$1");
  }
}
