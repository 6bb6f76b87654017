package org.twofold.stack.mongo;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The part of a filter that an index can serve. mongo-java-server uses an index only where the
 * filter has exactly its keys, and scans the collection for {@code {_id: x, attempts: {$lt: 5}}}.
 */
final class IndexedFilter {

  private IndexedFilter() {}

  /**
   * The conditions on the keys of the index, or null where the filter does not name them all or the
   * index cannot serve them. They find a superset of what the filter finds.
   */
  static @Nullable Document of(Document filter, Index<?> index) {
    Document conditions = new Document();
    for (IndexKey key : index.getKeys()) {
      Object condition = conditionOn(key.getKey(), filter);
      if (condition == null) {
        return null;
      }
      conditions.put(key.getKey(), condition);
    }
    return index.canHandle(conditions) ? conditions : null;
  }

  private static @Nullable Object conditionOn(String key, Document filter) {
    if (filter.get(key) instanceof Object condition) {
      return plain(condition);
    }
    if (filter.get("$and") instanceof Collection<?> parts) {
      for (Object part : parts) {
        if (part instanceof Document document
            && conditionOn(key, document) instanceof Object condition) {
          return condition;
        }
      }
    }
    return null;
  }

  private static Object plain(Object condition) {
    boolean equality = condition instanceof Document operators && operators.size() == 1;
    return equality && ((Document) condition).get("$eq") instanceof Object value
        ? value
        : condition;
  }
}
