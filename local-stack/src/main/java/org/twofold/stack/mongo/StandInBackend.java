package org.twofold.stack.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;

/**
 * Answers a write only when it is in the file, so that a killed process loses nothing that it
 * acknowledged. A commit waits for the commands under way: what it writes is whole, document and
 * indexes.
 */
final class StandInBackend extends H2Backend {

  private static final Set<String> READS =
      Set.of("find", "count", "distinct", "getmore", "ping", "hello", "ismaster", "buildinfo");

  private static final int LEAST_USED_PERCENT = 50;
  private static final int BYTES_REWRITTEN_AT_ONCE = 1 << 20;
  private static final int COMMITS_BETWEEN_COMPACTIONS = 500;

  private final ReadWriteLock commits = new ReentrantReadWriteLock();
  private int sinceCompaction;

  StandInBackend(MVStore store) {
    super(store);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new StandInDatabase(name, getMvStore(), getCursorRegistry());
  }

  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    Document answer;
    commits.readLock().lock();
    try {
      answer = answer(channel, database, command, query);
    } finally {
      commits.readLock().unlock();
    }
    if (!isInMemory() && !READS.contains(command.toLowerCase(Locale.ROOT))) {
      write();
    }
    return answer;
  }

  /** The parent knows the older name of hello only. */
  private Document answer(Channel channel, String database, String command, Document query) {
    if (!command.equalsIgnoreCase("hello")) {
      return super.handleCommand(channel, database, command, query);
    }
    Document answer = super.handleCommand(channel, database, "ismaster", query);
    answer.put("isWritablePrimary", answer.get("ismaster"));
    return answer;
  }

  private void write() {
    commits.writeLock().lock();
    try {
      if (getMvStore().hasUnsavedChanges()) {
        getMvStore().commit();
        compactNowAndThen();
      }
    } finally {
      commits.writeLock().unlock();
    }
  }

  /** A commit appends; without this the file would only grow. */
  private void compactNowAndThen() {
    if (++sinceCompaction >= COMMITS_BETWEEN_COMPACTIONS) {
      sinceCompaction = 0;
      getMvStore().compact(LEAST_USED_PERCENT, BYTES_REWRITTEN_AT_ONCE);
    }
  }
}
