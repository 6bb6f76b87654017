package org.twofold.stack.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A parked record.
 *
 * @param parked as it lies in the dead-letter topic
 * @param retriedAt when it was put back, RFC 3339; null while it waits
 */
public record DeadLetter(
    LetterId id, ConsumerRecord<String, byte[]> parked, @Nullable String retriedAt) {

  private static final String PREFIX = "twofold-dead-";
  private static final String UNKNOWN = "-";

  /** Why it was parked. */
  public String reason() {
    return header("reason");
  }

  /** When it was parked, RFC 3339. */
  public String parkedAt() {
    return header("at");
  }

  /** Where it lay: topic, partition and offset. */
  public String from() {
    return header("from") + "-" + header("partition") + "@" + header("offset");
  }

  /** Whether it was not put back yet. */
  public boolean isWaiting() {
    return retriedAt == null;
  }

  /**
   * The topic that it goes back to: the retry topic if it came from there, where its other headers
   * say whom it is still for, else that of its event.
   */
  String origin() {
    String retry = id.topic().retry();
    return header("from").equals(retry) ? retry : id.topic().name();
  }

  /** What it had before it was parked. */
  List<Header> originalHeaders() {
    return List.of(parked.headers().toArray()).stream()
        .filter(header -> !header.key().startsWith(PREFIX))
        .<Header>map(header -> new RecordHeader(header.key(), header.value()))
        .toList();
  }

  private String header(String name) {
    Header header = parked.headers().lastHeader(PREFIX + name);
    return header == null ? UNKNOWN : new String(header.value(), UTF_8).replaceAll("\\p{C}", "?");
  }
}
