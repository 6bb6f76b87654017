package org.twofold.gateway.throttle;

import java.time.Instant;
import java.util.List;
import org.springframework.data.annotation.Id;

/**
 * When messages to one destination of one user were asked for.
 *
 * @param id a keyed hash of both
 * @param at oldest first; those that no limit counts any more are left out
 */
record Sends(@Id String id, List<Instant> at, long version) {}
