/** From an event to a message and a report of what became of it. */
@NullMarked
package org.twofold.notification.delivery;

import org.jspecify.annotations.NullMarked;
