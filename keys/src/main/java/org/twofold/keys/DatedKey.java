package org.twofold.keys;

import com.google.crypto.tink.KeysetHandle;
import java.time.Instant;

/**
 * One key of a file.
 *
 * @param from the moment from which it is used for what is new; it opens and verifies at any time,
 *     so that every holder can have it before the first use
 * @param keyset a Tink keyset of one key
 */
record DatedKey(Instant from, KeysetHandle keyset) {}
