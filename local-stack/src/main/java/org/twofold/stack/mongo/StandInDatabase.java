package org.twofold.stack.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** A database of {@link StandInCollection}s. */
final class StandInDatabase extends H2Database {

  /** Between collection and index in the names that the parent gives the maps. */
  private static final String INDEX = "._index_";

  private static final int KEYS_IN_ORDER = 1;

  private final MVStore store;

  StandInDatabase(String name, MVStore store, CursorRegistry cursors) {
    // the parent opens the collections in its constructor
    this.store = store;
    super(name, store, cursors);
  }

  /** The parent finds the map open, with the keys' own order. */
  @Override
  protected Index<Object> openOrCreateUniqueIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    store.openMap(
        getFullCollectionNamespace(collection) + INDEX + name,
        new MVMap.Builder<KeyValue, Object>().keyType(new IndexKeys()));
    return super.openOrCreateUniqueIndex(collection, name, keys, sparse);
  }

  /**
   * Drops the unique indexes of a file of before {@link IndexKeys}; the parent fills an empty index
   * when it opens its collection.
   */
  static void renewIndexes(MVStore store) {
    if (store.getStoreVersion() < KEYS_IN_ORDER) {
      store.getMapNames().stream().filter(name -> name.contains(INDEX)).forEach(store::removeMap);
      store.setStoreVersion(KEYS_IN_ORDER);
    }
  }

  @Override
  protected Index<Object> openOrCreateSecondaryIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return sparse && SparseIndex.of(name, keys) instanceof SparseIndex index
        ? index
        : super.openOrCreateSecondaryIndex(collection, name, keys, sparse);
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
