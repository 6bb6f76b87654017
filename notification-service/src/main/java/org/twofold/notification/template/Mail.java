package org.twofold.notification.template;

/** An e-mail in one language: the same words as text and as HTML. */
public record Mail(String subject, String text, String html) {

  /** Nothing of it: a code may stand in it. */
  @Override
  public String toString() {
    return "Mail[•••]";
  }
}
