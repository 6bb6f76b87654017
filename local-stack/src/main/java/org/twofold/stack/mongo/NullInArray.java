package org.twofold.stack.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition that MongoDB reads otherwise than the stand-in. To MongoDB {@code slots.3.usedBy} is
 * the field of the fourth slot, and also a field {@code 3.usedBy} of each: those lack it, so the
 * condition that it is null holds whatever the fourth slot has. Here it would hold only where it
 * should, so a guard that guards nothing would pass every test.
 */
final class NullInArray {

  private static final Pattern BELOW_A_PLACE = Pattern.compile(".*\\.\\d+\\..*");

  private NullInArray() {}

  /**
   * Lets a filter pass that has no such condition.
   *
   * @throws BadValueException that names the path
   */
  static void refuse(Document filter) {
    for (Map.Entry<String, Object> condition : filter.entrySet()) {
      String path = condition.getKey();
      if (BELOW_A_PLACE.matcher(path).matches() && saysNull(condition.getValue())) {
        throw new BadValueException(
            path + " is always null to MongoDB, as a field of the others; use $elemMatch");
      }
      if (path.startsWith("$") && condition.getValue() instanceof Collection<?> parts) {
        for (Object part : parts) {
          refuse((Document) part);
        }
      }
    }
  }

  private static boolean saysNull(@Nullable Object condition) {
    return switch (condition) {
      case null -> true;
      case Document operators -> operators.values().stream().anyMatch(NullInArray::saysNull);
      case Collection<?> values -> values.stream().anyMatch(NullInArray::saysNull);
      default -> false;
    };
  }
}
