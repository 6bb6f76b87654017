package org.twofold.stack.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sparse index that is not unique, on one field: it knows which documents have the field, and so
 * serves a range of it without a look at the others. mongo-java-server itself ignores such an
 * index. It is in memory; the database fills it when it opens the collection. Its collection calls
 * it under its lock.
 */
final class SparseIndex extends Index<Object> {

  private static final Set<String> RANGE = Set.of("$lt", "$lte", "$gt", "$gte");

  private final String field;
  private final Map<Object, Object> positions = new HashMap<>();

  private SparseIndex(String name, IndexKey key) {
    super(name, List.of(key), true);
    this.field = key.getKey();
  }

  /** Such an index, or null where the keys are not one field of the document itself. */
  static @Nullable SparseIndex of(String name, List<IndexKey> keys) {
    return keys.size() == 1 && !keys.getFirst().getKey().contains(".")
        ? new SparseIndex(name, keys.getFirst())
        : null;
  }

  @Override
  public boolean canHandle(Document conditions) {
    return conditions.get(field) instanceof Document range
        && !range.isEmpty()
        && RANGE.containsAll(range.keySet())
        && range.values().stream().noneMatch(bound -> bound == null);
  }

  /** All that have the field: a superset of those in the range. */
  @Override
  public synchronized Iterable<Object> getPositions(Document conditions) {
    return List.copyOf(positions.values());
  }

  @Override
  public synchronized void add(
      Document document, Object position, MongoCollection<Object> collection) {
    if (document.containsKey(field)) {
      positions.put(id(document), position);
    }
  }

  @Override
  public synchronized @Nullable Object remove(Document document) {
    return positions.remove(id(document));
  }

  @Override
  public synchronized void updateInPlace(
      Document before, Document after, Object position, MongoCollection<Object> collection) {
    if (after.containsKey(field)) {
      positions.put(id(after), position);
    } else {
      positions.remove(id(after));
    }
  }

  @Override
  public synchronized @Nullable Object getPosition(Document document) {
    return positions.get(id(document));
  }

  @Override
  public synchronized long getCount() {
    return positions.size();
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Object> collection) {
    // takes everything
  }

  @Override
  public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
    // takes everything
  }

  @Override
  public long getDataSize() {
    return 0;
  }

  @Override
  public void drop() {
    // nothing of it is in the file
  }

  private static Object id(Document document) {
    return String.valueOf(document.get("_id"));
  }
}
