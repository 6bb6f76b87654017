package org.twofold.stack.accounts;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The lines of a file one after the other; no more of it is in memory than is asked for. */
final class NumberedLines implements AutoCloseable {

  private static final int LONGEST = 16 << 10;
  private static final int BUFFER = 1 << 16;
  private static final int END_OF_FILE = -1;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final InputStream in;
  private long number;
  private long offset;
  private boolean ended;

  private NumberedLines(InputStream in, long number, long offset) {
    this.in = in;
    this.number = number;
    this.offset = offset;
  }

  /**
   * Those after a place.
   *
   * @param number of the line that ends there
   * @param offset of the place in bytes
   */
  static NumberedLines of(Path file, long number, long offset) throws IOException {
    FileChannel channel = FileChannel.open(file).position(offset);
    return new NumberedLines(
        new BufferedInputStream(Channels.newInputStream(channel), BUFFER), number, offset);
  }

  /** The next ones; fewer than asked for only at the end of the file. */
  List<Line> next(int most) throws IOException {
    List<Line> lines = new ArrayList<>(most);
    while (lines.size() < most && !ended) {
      nextLine().ifPresent(lines::add);
    }
    return lines;
  }

  /** Empty for a blank one. */
  private Optional<Line> nextLine() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    long length = 0;
    int octet = in.read();
    while (octet != '\n' && octet != END_OF_FILE) {
      if (++length <= LONGEST) {
        content.write(octet);
      }
      octet = in.read();
    }
    ended = octet == END_OF_FILE;
    number++;
    offset += length + (ended ? 0 : 1);
    return line(content.toByteArray(), length);
  }

  private Optional<Line> line(byte[] content, long length) {
    if (length > LONGEST) {
      return Optional.of(faulty("longer than 16 KiB"));
    }
    if (isBlank(content)) {
      return Optional.empty();
    }
    return Optional.of(
        isObject(content)
            ? new Line(number, offset, content, Optional.empty())
            : faulty("not a JSON object"));
  }

  private Line faulty(String fault) {
    return new Line(number, offset, new byte[0], Optional.of(fault));
  }

  private static boolean isBlank(byte[] content) {
    for (byte octet : content) {
      if (octet != ' ' && octet != '\t' && octet != '\r') {
        return false;
      }
    }
    return true;
  }

  private static boolean isObject(byte[] content) {
    try {
      return JSON.readTree(content).isObject();
    } catch (JacksonException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
