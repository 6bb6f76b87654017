/** Turns events into messages; scales on its own. */
@NullMarked
package org.twofold.notification;

import org.jspecify.annotations.NullMarked;
