package org.twofold.stack.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.IndexOptions;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the services rely on, in memory and on a file. */
class StandInMongoTest {

  @Nested
  class InMemory extends StandInMongoContract {
    @Override
    StandInMongo start() {
      return StandInMongo.inMemory();
    }
  }

  @Nested
  class OnFile extends StandInMongoContract {
    @TempDir Path directory;

    @Override
    StandInMongo start() {
      return StandInMongo.onFile(directory.resolve("data"), 0);
    }

    @Test
    void keepsDocumentsAndIndexesAcrossARestart() {
      collection.createIndex(new Document("name", 1), new IndexOptions().unique(true));
      collection.insertOne(new Document("_id", "a").append("name", "first"));
      collection.updateOne(eq("_id", "a"), inc("n", 1));
      stop();
      begin();
      assertThat(collection.find(eq("_id", "a")).first()).containsEntry("n", 1);
      assertThatThrownBy(
              () -> collection.insertOne(new Document("_id", "b").append("name", "first")))
          .isInstanceOf(MongoWriteException.class);
    }
  }
}
