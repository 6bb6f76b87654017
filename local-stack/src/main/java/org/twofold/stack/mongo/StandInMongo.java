package org.twofold.stack.mongo;

import de.bwaldvogel.mongo.MongoServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/**
 * A server that speaks MongoDB's wire protocol, on loopback, for one machine and for tests. Updates
 * of one document are atomic and results whole. It has no transactions, no TTL, no change streams,
 * and its non-unique indexes serve nothing: what runs on it runs on MongoDB, not the other way
 * round.
 */
public final class StandInMongo implements AutoCloseable {

  /** A commit writes whole pages, so small ones make small commits. */
  private static final int PAGE_BYTES = 4096;

  private final MongoServer server;
  private final int port;

  private final MVStore store;

  private StandInMongo(MVStore store, int port) {
    this.store = store;
    StandInDatabase.renewIndexes(store);
    this.server = new MongoServer(new StandInBackend(store));
    server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    this.port = server.getLocalAddress().getPort();
  }

  /** An empty server on a free port; what it holds ends with it. */
  public static StandInMongo inMemory() {
    return new StandInMongo(MVStore.open(null), 0);
  }

  /**
   * A server that keeps its data in a file. What it acknowledged outlives the kill of its process,
   * but not a power cut.
   *
   * @param file made if absent; one server at a time
   * @param port 0 for a free one
   * @throws org.h2.mvstore.MVStoreException if the file cannot be written or another server has it
   */
  public static StandInMongo onFile(Path file, int port) {
    MVStore store =
        new MVStore.Builder()
            .fileName(file.toString())
            // only the backend commits: between commands, never in the middle of one
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .pageSplitSize(PAGE_BYTES)
            .open();
    // space is used again at once: a killed process leaves what the system already has
    store.setRetentionTime(0);
    store.setVersionsToKeep(0);
    return new StandInMongo(store, port);
  }

  /** The port on loopback. */
  public int port() {
    return port;
  }

  /** The connection string of a database, for any MongoDB driver. */
  public String uri(String database) {
    return "mongodb://127.0.0.1:" + port + "/" + database;
  }

  /** Whether its file could not be written any more; it answers nothing from then on. */
  boolean isBroken() {
    return store.isClosed();
  }

  /** Stops and, on a file, writes what is left. */
  @Override
  public void close() {
    server.shutdownNow();
  }
}
