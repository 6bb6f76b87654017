package org.twofold.gateway.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a small file in MaxMind's format, version 2.0: a binary tree over the bits of addresses of
 * version 6, those of version 4 at its ::/96, whose leaves point into a section of data.
 */
public final class PlaceFile {

  private static final int EMPTY = -1;
  private static final int SEPARATOR = 16;
  private static final int VERSION_4_AT = 96;

  private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** What a network's entry says of a city and its country; an empty map leaves that part out. */
  public PlaceFile with(
      String address, int prefix, Map<String, String> city, Map<String, String> country)
      throws IOException {
    Map<String, Object> entry = new LinkedHashMap<>();
    if (!city.isEmpty()) {
      entry.put("city", Map.of("names", city));
    }
    if (!country.isEmpty()) {
      entry.put("country", Map.of("names", country, "iso_code", "XX"));
    }
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    byte[] whole = new byte[16];
    System.arraycopy(bytes, 0, whole, 16 - bytes.length, bytes.length);
    put(whole, bytes.length == 4 ? VERSION_4_AT + prefix : prefix, -2 - data.size());
    encode(entry, data);
    return this;
  }

  private void put(byte[] address, int prefix, int leaf) {
    int node = 0;
    for (int bit = 0; bit < prefix; bit++) {
      int side = address[bit / 8] >> (7 - bit % 8) & 1;
      if (bit == prefix - 1) {
        nodes.get(node)[side] = leaf;
      } else {
        if (nodes.get(node)[side] < 0) {
          nodes.add(new int[] {EMPTY, EMPTY});
          nodes.get(node)[side] = nodes.size() - 1;
        }
        node = nodes.get(node)[side];
      }
    }
  }

  /** Writes it. */
  public Path to(Path path) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      for (int side : node) {
        int value = side >= 0 ? side : nodes.size() + (side == EMPTY ? 0 : SEPARATOR - 2 - side);
        out.writeBytes(new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value});
      }
    }
    out.writeBytes(new byte[SEPARATOR]);
    out.writeBytes(data.toByteArray());
    out.writeBytes("\u00ab\u00cd\u00efMaxMind.com".getBytes(ISO_8859_1));
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("node_count", nodes.size());
    about.put("record_size", (short) 24);
    about.put("ip_version", (short) 6);
    about.put("database_type", "Test-City");
    about.put("languages", List.of("en", "fr"));
    about.put("binary_format_major_version", (short) 2);
    about.put("binary_format_minor_version", (short) 0);
    about.put("build_epoch", 1_790_000_000L);
    about.put("description", Map.of("en", "For tests"));
    encode(about, out);
    return Files.write(path, out.toByteArray());
  }

  private static void encode(Object value, ByteArrayOutputStream out) {
    switch (value) {
      case String text -> sized(2, text.getBytes(UTF_8), out);
      case Short number -> sized(5, ByteBuffer.allocate(2).putShort(number).array(), out);
      case Integer number -> sized(6, ByteBuffer.allocate(4).putInt(number).array(), out);
      case Long number -> sized(9, ByteBuffer.allocate(8).putLong(number).array(), out);
      case Map<?, ?> map -> {
        begin(7, map.size(), out);
        map.forEach(
            (key, member) -> {
              encode(key, out);
              encode(member, out);
            });
      }
      case List<?> list -> {
        begin(11, list.size(), out);
        list.forEach(member -> encode(member, out));
      }
      default -> throw new IllegalArgumentException(value.getClass().getName());
    }
  }

  private static void sized(int type, byte[] bytes, ByteArrayOutputStream out) {
    begin(type, bytes.length, out);
    out.writeBytes(bytes);
  }

  /** A control byte; types above 7 have one of their own behind it, sizes from 29 too. */
  private static void begin(int type, int size, ByteArrayOutputStream out) {
    int shown = Math.min(size, 29);
    out.write(type > 7 ? shown : type << 5 | shown);
    if (type > 7) {
      out.write(type - 7);
    }
    if (size >= 29) {
      out.write(size - 29);
    }
  }
}
