package org.twofold.notification.template;

import java.util.Arrays;
import java.util.List;

/**
 * A code in the groups that the eye reads it in.
 *
 * @param groups empty where there is no code
 */
record CodeGroups(List<String> groups) {

  static final CodeGroups NONE = new CodeGroups(List.of());

  private static final int SHORT = 6;

  /** Six digits in two groups, a longer code in groups of four. */
  static CodeGroups of(String code) {
    int size = code.length() > SHORT ? 4 : 3;
    return new CodeGroups(Arrays.asList(code.split("(?<=\\G.{" + size + "})")));
  }

  /** Whether it is one that people have to read group by group. */
  public boolean isLong() {
    return groups.size() > 2;
  }

  /** As it is written in a line: six digits stay together, so that programs find them. */
  String asText() {
    return String.join(isLong() ? " " : "", groups);
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "CodeGroups[•••]";
  }
}
