/**
 * What is said between services: the Avro records of every event, and the topics they travel on.
 */
@NullMarked
package org.twofold.events;

import org.jspecify.annotations.NullMarked;
