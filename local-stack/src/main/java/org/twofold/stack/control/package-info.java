/** How commands speak to the supervisor of a running stack: over loopback, with a token. */
@NullMarked
package org.twofold.stack.control;

import org.jspecify.annotations.NullMarked;
