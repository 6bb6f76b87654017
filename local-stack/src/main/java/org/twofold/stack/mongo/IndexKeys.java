package org.twofold.stack.mongo;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a unique index in the file. Nearly all are one string: those are compared and written
 * as strings. MVStore would serialize both sides of each comparison, a dozen times a look-up. They
 * stand before all other keys, which are kept as before.
 */
final class IndexKeys extends BasicDataType<KeyValue> {

  private static final byte STRING = 1;
  private static final byte OTHER = 0;
  private static final int OF_AN_OBJECT = 48;

  private final ObjectDataType others = new ObjectDataType();

  @Override
  public int compare(KeyValue a, KeyValue b) {
    String left = string(a);
    String right = string(b);
    if (left != null && right != null) {
      return left.compareTo(right);
    }
    return left == null && right == null
        ? others.compare(a, b)
        : Boolean.compare(left == null, right == null);
  }

  @Override
  public int getMemory(KeyValue key) {
    return string(key) instanceof String text
        ? OF_AN_OBJECT + Character.BYTES * text.length()
        : others.getMemory(key);
  }

  @Override
  public void write(WriteBuffer out, KeyValue key) {
    if (string(key) instanceof String text) {
      out.put(STRING);
      StringDataType.INSTANCE.write(out, text);
    } else {
      out.put(OTHER);
      others.write(out, key);
    }
  }

  @Override
  public KeyValue read(ByteBuffer in) {
    return in.get() == STRING
        ? new KeyValue(StringDataType.INSTANCE.read(in))
        : (KeyValue) others.read(in);
  }

  @Override
  public KeyValue[] createStorage(int size) {
    return new KeyValue[size];
  }

  private static @Nullable String string(KeyValue key) {
    return key.size() == 1 && key.get(0) instanceof String text ? text : null;
  }
}
