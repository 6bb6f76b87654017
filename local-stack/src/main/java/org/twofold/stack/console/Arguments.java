package org.twofold.stack.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was typed after a command.
 *
 * @param options those with a value, by name
 * @param flags those without
 * @param rest the words that are neither
 */
public record Arguments(Map<String, String> options, Set<String> flags, List<String> rest) {

  /**
   * Takes words apart.
   *
   * @param withValue names of the options that take a value, with their hyphens
   * @param without names of the options that take none
   * @throws OperatorException for an unknown option and for one without its value
   */
  public static Arguments parse(List<String> words, Set<String> withValue, Set<String> without) {
    Map<String, String> options = new HashMap<>();
    Set<String> flags = new HashSet<>();
    List<String> rest = new ArrayList<>();
    for (Iterator<String> left = words.iterator(); left.hasNext(); ) {
      String word = left.next();
      String name = word.split("=", 2)[0];
      if (withValue.contains(name)) {
        options.put(name, valueOf(word, name, left));
      } else if (without.contains(word)) {
        flags.add(word);
      } else if (word.startsWith("-")) {
        throw new OperatorException("There is no option " + name + "; --help lists them.");
      } else {
        rest.add(word);
      }
    }
    return new Arguments(Map.copyOf(options), Set.copyOf(flags), List.copyOf(rest));
  }

  private static String valueOf(String word, String name, Iterator<String> left) {
    if (word.length() > name.length()) {
      return word.substring(name.length() + 1);
    }
    if (!left.hasNext()) {
      throw new OperatorException(name + " needs a value after it; --help shows which.");
    }
    return left.next();
  }

  /** The value of an option. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /**
   * The value of an option that is a whole number.
   *
   * @throws OperatorException if it is none, or outside the bounds
   */
  public int number(String name, int otherwise, int least, int most) {
    String value = options.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // answered below like a number out of bounds
    }
    throw new OperatorException(
        name + " must be a whole number from " + least + " to " + most + ", not " + value + ".");
  }

  /** Whether an option without a value was given. */
  public boolean has(String flag) {
    return flags.contains(flag);
  }

  /**
   * The single word of the command.
   *
   * @throws OperatorException if there is none or more than one
   */
  public String only(String what) {
    if (rest.size() != 1) {
      throw new OperatorException("Give one " + what + "; --help shows how.");
    }
    return rest.getFirst();
  }

  /**
   * Refuses words where a command takes none.
   *
   * @throws OperatorException if there is one
   */
  public Arguments withoutWords() {
    if (!rest.isEmpty()) {
      throw new OperatorException(
          "This command takes no " + rest.getFirst() + "; --help shows what it takes.");
    }
    return this;
  }
}
