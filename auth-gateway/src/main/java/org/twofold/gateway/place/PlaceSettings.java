package org.twofold.gateway.place;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where places come from.
 *
 * @param database a file in MaxMind's format (MMDB) with the names of cities or countries; null: no
 *     place is shown anywhere
 */
@ConfigurationProperties("twofold.places")
record PlaceSettings(@Nullable Path database) {}
