package org.twofold.notification.delivery;

import org.jspecify.annotations.Nullable;
import org.twofold.events.DeliveryState;
import org.twofold.events.Refusal;

/**
 * What became of one try.
 *
 * @param provider null where none was asked
 * @param refusal null where it was sent
 */
record Result(DeliveryState state, @Nullable String provider, @Nullable Refusal refusal) {}
