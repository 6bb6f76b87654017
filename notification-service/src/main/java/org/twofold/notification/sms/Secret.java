package org.twofold.notification.sms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a provider gave us to prove ourselves with: the one line of a file. */
record Secret(String value) {

  /**
   * Reads it.
   *
   * @throws IllegalStateException with a sentence, if it cannot be read or is empty
   */
  static Secret read(Path file, String provider) {
    try {
      String value = Files.readString(file).strip();
      if (value.isEmpty()) {
        throw new IllegalStateException(
            "The secret file of SMS provider " + provider + ", " + file + ", is empty.");
      }
      return new Secret(value);
    } catch (IOException e) {
      throw new IllegalStateException(
          "The secret file of SMS provider " + provider + ", " + file + ", cannot be read.", e);
    }
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "Secret[•••]";
  }
}
