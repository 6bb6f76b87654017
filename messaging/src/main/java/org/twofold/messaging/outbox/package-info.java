/**
 * Documents that carry their events: state and event are one write, and a relay publishes beside
 * the request.
 */
@NullMarked
package org.twofold.messaging.outbox;

import org.jspecify.annotations.NullMarked;
