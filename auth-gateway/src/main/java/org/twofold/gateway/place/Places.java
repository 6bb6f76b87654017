package org.twofold.gateway.place;

import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Says where an address is, from the operator's file and from nothing else. Without a file, for an
 * address that it does not have, and for one that is of no public network, there is no place.
 */
@Component
public class Places implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(Places.class);

  private static final List<String> LANGUAGES = List.of("en", "fr");

  /** So many networks of a file without one name of a place are enough to know that it has none. */
  private static final int LOOKS = 1000;

  private final @Nullable Reader file;

  Places(PlaceSettings settings) {
    this.file = settings.database() == null ? null : open(settings.database());
  }

  /**
   * The place.
   *
   * @param address null where it is not known
   * @return null where there is none
   */
  public @Nullable Place of(@Nullable InetAddress address) {
    if (file == null || address == null || !isPublic(address)) {
      return null;
    }
    try {
      return place(file.get(address, Map.class));
    } catch (IOException | RuntimeException damaged) {
      // no login fails for want of a place
      LOG.warn("twofold.places.database is damaged: {}", damaged.getClass().getSimpleName());
      return null;
    }
  }

  @Override
  public void destroy() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  private static Reader open(Path path) {
    try {
      Reader reader = new Reader(path.toFile(), Reader.FileMode.MEMORY_MAPPED);
      if (!hasPlaces(reader)) {
        reader.close();
        throw new IllegalStateException(
            "twofold.places.database: " + path + " has no names of cities or countries");
      }
      return reader;
    } catch (IOException e) {
      throw new IllegalStateException(
          "twofold.places.database: " + path + " is not there, or no file in MaxMind's format", e);
    }
  }

  private static boolean hasPlaces(Reader reader) throws IOException {
    try {
      var networks = reader.networks(Map.class);
      for (int i = 0; i < LOOKS && networks.hasNext(); i++) {
        if (place(networks.next().data()) != null) {
          return true;
        }
      }
      return false;
    } catch (InvalidNetworkException | RuntimeException damaged) {
      throw new IOException(damaged);
    }
  }

  /** None of those that many have at once. */
  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean isUniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    boolean isShared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    return !(address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || isUniqueLocal
        || isShared);
  }

  private static @Nullable Place place(@Nullable Map<?, ?> entry) {
    if (entry == null) {
      return null;
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (String language : LANGUAGES) {
      String name =
          Stream.of("city", "country")
              .map(part -> name(entry.get(part), language))
              .filter(Objects::nonNull)
              .distinct()
              .collect(Collectors.joining(", "));
      if (!name.isEmpty()) {
        names.put(language, name);
      }
    }
    return names.isEmpty() ? null : new Place(names);
  }

  private static @Nullable String name(@Nullable Object part, String language) {
    return part instanceof Map<?, ?> map
            && map.get("names") instanceof Map<?, ?> names
            && names.get(language) instanceof String name
        ? name
        : null;
  }
}
