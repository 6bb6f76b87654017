/**
 * How events are said: published, authenticated, read, and parked when nobody could handle them.
 */
@NullMarked
package org.twofold.messaging;

import org.jspecify.annotations.NullMarked;
