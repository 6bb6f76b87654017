package org.twofold.stack.mongo;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.bson.Document;
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
      for (int n = 0; n < 200; n++) {
        things.insertOne(new Document("_id", n));
      }
      process.destroyForcibly().waitFor();
    }
    try (StandInMongo again = StandInMongo.onFile(directory.resolve("data.mv"), 0);
        MongoClient client = MongoClients.create(again.uri("test"))) {
      MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
      assertThat(things.countDocuments()).isEqualTo(200);
      assertThat(things.find(eq("_id", 199)).first()).isNotNull();
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
