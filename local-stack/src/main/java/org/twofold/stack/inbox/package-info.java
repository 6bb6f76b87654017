/**
 * Catches every message that the local stack sends and shows it, so that nobody real is written to.
 */
@NullMarked
package org.twofold.stack.inbox;

import org.jspecify.annotations.NullMarked;
