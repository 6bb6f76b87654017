package org.twofold.messaging.outbox;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.core.Ordered;

/**
 * What an acknowledged write is worth, set in code so that no connection string can weaken it: a
 * majority has it in its journal, reads see only such writes, from the primary, and a database that
 * does not answer in time is a failure.
 */
final class DurableWrites implements MongoClientSettingsBuilderCustomizer, Ordered {

  private static final int CONNECT_SECONDS = 2;
  private static final int ANSWER_SECONDS = 5;

  @Override
  public void customize(MongoClientSettings.Builder settings) {
    settings
        .writeConcern(
            WriteConcern.MAJORITY.withJournal(true).withWTimeout(ANSWER_SECONDS, TimeUnit.SECONDS))
        .readConcern(ReadConcern.MAJORITY)
        .readPreference(ReadPreference.primary())
        .retryWrites(false)
        .applyToSocketSettings(
            socket ->
                socket
                    .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                    .readTimeout(ANSWER_SECONDS, TimeUnit.SECONDS))
        .applyToClusterSettings(
            cluster -> cluster.serverSelectionTimeout(CONNECT_SECONDS, TimeUnit.SECONDS));
  }

  /** After Boot's own customizers, which apply the connection string. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
