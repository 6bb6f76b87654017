package org.twofold.notification.template;

/** A message in one language: the same words as text and as HTML. */
public record Message(String subject, String text, String html) {

  /** Nothing of it: a code may stand in it. */
  @Override
  public String toString() {
    return "Message[•••]";
  }
}
