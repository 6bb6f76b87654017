package org.twofold.stack.deadletters;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.twofold.events.Topic;
import org.twofold.stack.console.Console;
import org.twofold.stack.console.OperatorException;
import org.twofold.stack.events.EventText;

/** What the operator does with parked records. Of a forged one the content is never read. */
public final class LetterDesk {

  private static final int DONE = 0;
  private static final int NOT_ALL_DONE = 1;

  private final DeadLetters letters;
  private final Vouching vouching;
  private final EventText text;
  private final Console console;

  /** A desk. */
  public LetterDesk(DeadLetters letters, Vouching vouching, EventText text, Console console) {
    this.letters = letters;
    this.vouching = vouching;
    this.text = text;
    this.console = console;
  }

  /**
   * A line for each that waits.
   *
   * @param retried also for those that were put back
   */
  public int list(List<? extends Topic<?>> topics, boolean retried) {
    int[] count = new int[1];
    letters.forEach(
        topics,
        letter -> {
          if (retried || letter.isWaiting()) {
            count[0]++;
            console.say(line(letter));
          }
        });
    if (count[0] == 0) {
      console.complain("Nothing is parked.");
    }
    return DONE;
  }

  private String line(DeadLetter letter) {
    return "%-28s %-30s %-24s %s %s%s"
        .formatted(
            letter.id(),
            letter.parkedAt(),
            letter.reason(),
            letter.id().topic().type().getSimpleName(),
            eventId(letter),
            letter.isWaiting() ? "" : "  put back " + letter.retriedAt());
  }

  private String eventId(DeadLetter letter) {
    try {
      return vouches(letter)
          ? text.read(letter.parked().value()).path("eventId").asString("-")
          : "-";
    } catch (IOException | AvroRuntimeException e) {
      return "-";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "-";
    }
  }

  /**
   * All that is known of each.
   *
   * @throws OperatorException if there is no such record
   */
  public int show(List<LetterId> ids) throws InterruptedException {
    for (LetterId id : ids) {
      DeadLetter letter = find(id);
      console.say("id       " + letter.id());
      console.say("event    " + id.topic().type().getSimpleName());
      console.say("from     " + letter.from());
      console.say("parked   " + letter.parkedAt());
      console.say("reason   " + letter.reason());
      console.say("state    " + (letter.isWaiting() ? "waits" : "put back " + letter.retriedAt()));
      console.say("content  " + content(letter));
    }
    return DONE;
  }

  private String content(DeadLetter letter) throws InterruptedException {
    if (!vouches(letter)) {
      return "not shown: " + letter.id().topic().producer().serviceName() + " did not write it so";
    }
    try {
      return text.read(letter.parked().value()).toString();
    } catch (IOException | AvroRuntimeException e) {
      return "not readable (" + e.getMessage() + ")";
    }
  }

  /**
   * Puts some back.
   *
   * @return 0 only if all were
   * @throws OperatorException if there is no such record
   */
  public int retry(List<LetterId> ids) throws InterruptedException {
    int code = DONE;
    for (LetterId id : ids) {
      DeadLetter letter = find(id);
      if (!letter.isWaiting()) {
        console.say(id + " was put back at " + letter.retriedAt() + " already; nothing was done.");
      } else if (!vouches(letter)) {
        console.complain(refusal(letter));
        code = NOT_ALL_DONE;
      } else {
        letters.retry(letter);
        console.say(
            "%s is back in %s. Should it fail again, it is parked again under another id."
                .formatted(id, letter.origin()));
      }
    }
    return code;
  }

  /**
   * Puts all back that wait and are authentic.
   *
   * @return 0 only if none is left
   */
  public int retryAll(List<? extends Topic<?>> topics) throws InterruptedException {
    // found first: what fails again at once comes behind those, and would be put back for ever
    List<DeadLetter> waiting = new ArrayList<>();
    letters.forEach(
        topics,
        letter -> {
          if (letter.isWaiting()) {
            waiting.add(letter);
          }
        });
    int back = 0;
    for (DeadLetter letter : waiting) {
      if (vouches(letter)) {
        letters.retry(letter);
        back++;
      } else {
        console.complain(refusal(letter));
      }
    }
    console.say("%d of %d are back where they came from.".formatted(back, waiting.size()));
    return back == waiting.size() ? DONE : NOT_ALL_DONE;
  }

  private DeadLetter find(LetterId id) {
    return letters
        .find(id)
        .orElseThrow(
            () ->
                new OperatorException(
                    "Nothing is parked as " + id + "; ./twofold dead-letters list shows what is."));
  }

  private boolean vouches(DeadLetter letter) {
    return vouching.vouches(letter.id().topic(), letter.parked());
  }

  private static String refusal(DeadLetter letter) {
    return "%s stays: %s did not write it as it stands, so it would only be parked again."
        .formatted(letter.id(), letter.id().topic().producer().serviceName());
  }
}
