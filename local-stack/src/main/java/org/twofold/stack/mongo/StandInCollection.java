package org.twofold.stack.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;

/**
 * A collection whose results are copies, taken under its lock, and which looks things up by an
 * index wherever the filter names its keys.
 */
final class StandInCollection extends H2Collection {

  StandInCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      MVMap<Object, Document> documents,
      MVMap<String, Object> meta,
      CursorRegistry cursors) {
    super(database, name, options, documents, meta, cursors);
  }

  @Override
  protected QueryResult queryDocuments(
      Document filter, Document order, int skip, int limit, int batchSize, Document fields) {
    NullInArray.refuse(filter);
    for (Index<Object> index : getIndexes()) {
      if (IndexedFilter.of(filter, index) instanceof Document conditions) {
        Iterable<Object> positions = index.getPositions(conditions);
        return matchDocuments(filter, positions, order, skip, limit, batchSize, fields);
      }
    }
    return super.queryDocuments(filter, order, skip, limit, batchSize, fields);
  }

  /**
   * Updates change what a query returned and then put it back into the map. With copies a document
   * in the map never changes: neither under a reader's eyes nor while it is written to the file.
   */
  @Override
  protected QueryResult createQueryResult(List<Document> matched, int batchSize) {
    return super.createQueryResult(matched.stream().map(Document::cloneDeeply).toList(), batchSize);
  }

  @Override
  public synchronized int count(Document filter, int skip, int limit) {
    return super.count(filter, skip, limit);
  }
}
