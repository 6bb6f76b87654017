package org.twofold.stack.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import org.h2.mvstore.MVStore;

/** A database of {@link StandInCollection}s. */
final class StandInDatabase extends H2Database {

  private final MVStore store;

  StandInDatabase(String name, MVStore store, CursorRegistry cursors) {
    // the parent opens the collections in its constructor
    this.store = store;
    super(name, store, cursors);
  }

  @Override
  protected MongoCollection<Object> openOrCreateCollection(
      String collection, CollectionOptions options) {
    // the names that the parent gives the maps, and drops and renames them by
    String name = getFullCollectionNamespace(collection);
    return new StandInCollection(
        this,
        collection,
        options,
        store.openMap("databases." + name),
        store.openMap("meta." + name),
        cursorRegistry);
  }
}
