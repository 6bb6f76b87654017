/** A request that is sent again under the same key has its effect once. */
@NullMarked
package org.twofold.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
